using System.CommandLine;
using System.Text.Json;
using BoxBox.Tifosi.Fans;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Results;
using BoxBox.Tifosi.Scenarios;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tifosi.Commands;

/// <summary>The commands for one order, or one look: order, watch, ledger.</summary>
internal sealed class OrderCommands(IServiceProvider services, Output output, GatewayOptions gatewayOptions)
{
    public void AddTo(Command root)
    {
        root.Subcommands.Add(Order());
        root.Subcommands.Add(Watch());
        root.Subcommands.Add(Ledger());
    }

    private Command Order()
    {
        var size = new Option<string>("--size") { Description = "small, medium or large.", DefaultValueFactory = _ => "large" };
        var toppings = new Option<string[]>("--topping") { Description = "May be given again." };
        var border = new Option<string>("--border") { Description = "none, cream_cheese, cheddar or chocolate.", DefaultValueFactory = _ => "none" };
        var destination = new Option<string>("--destination") { Description = "Where to.", DefaultValueFactory = _ => "Garage 16" };
        var username = new Option<string>("--as") { Description = "Who orders.", DefaultValueFactory = _ => "charles_leclerc" };
        var watch = new Option<bool>("--watch") { Description = "Follow it to its end." };
        var command = new Command("order", "Places an order, and prints its id.");
        foreach (var option in new Option[] { size, toppings, border, destination, username, watch }) command.Options.Add(option);
        command.SetAction((arguments, stop) => AskAsync(arguments, async gateway =>
        {
            var order = new OrderBody(
                arguments.GetRequiredValue(size), arguments.GetValue(toppings) ?? [], arguments.GetRequiredValue(border), arguments.GetRequiredValue(destination), arguments.GetRequiredValue(username));
            using var answer = await gateway.PostAsync(JsonSerializer.SerializeToUtf8Bytes(order, GatewayJson.Default.OrderBody), stop);
            if (!answer.IsSuccessStatusCode) return output.Fail(await GatewayClient.ReasonOfAsync(answer, stop));
            var orderId = await GatewayClient.OrderIdOfAsync(answer, stop);
            await output.Out.WriteLineAsync(gatewayOptions.IsJson(arguments) ? (await answer.Content.ReadAsStringAsync(stop)).Trim() : $"{orderId}");
            return arguments.GetValue(watch) ? await WatchAsync(gateway, orderId, arguments, stop) : Exit.Fine;
        }, stop));
        return command;
    }

    private Command Watch()
    {
        var order = new Argument<Guid?>("ORDER-ID") { Description = "Only this one, from its first step to its end; without: all, from now on.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("watch", "Shows orders live; cut off, it resumes where it was.");
        command.Arguments.Add(order);
        command.SetAction((arguments, stop) => AskAsync(arguments, gateway => WatchAsync(gateway, arguments.GetValue(order), arguments, stop), stop));
        return command;
    }

    private Command Ledger()
    {
        var command = new Command("ledger", "Where all orders are; it fails where they do not add up.");
        command.SetAction((arguments, stop) => AskAsync(arguments, async gateway =>
        {
            var ledger = await gateway.LedgerAsync(stop);
            if (gatewayOptions.IsJson(arguments)) await output.Out.WriteLineAsync(JsonSerializer.Serialize(ledger, GatewayJson.Default.LedgerTotals));
            else output.Write(ledger.ToString(), ledger.IsBalanced ? Tone.Good : Tone.Bad);
            return ledger.IsBalanced ? Exit.Fine : Exit.Failed;
        }, stop));
        return command;
    }

    private async Task<int> WatchAsync(GatewayClient gateway, Guid? orderId, ParseResult arguments, CancellationToken stop)
    {
        gateway.Events.StateChanged += lost =>
        {
            if (lost is not null) output.Error.WriteLine($"The line is lost ({lost}); trying again.");
        };
        var isJson = gatewayOptions.IsJson(arguments);
        try
        {
            await foreach (var step in gateway.Events.FollowAsync(orderId, services.GetRequiredService<TimeProvider>(), stop))
            {
                if (isJson) await output.Out.WriteLineAsync(step.Json);
                else output.Write(Line(step), step.Status switch { "completed" => Tone.Good, "failed" => Tone.Bad, _ => Tone.Plain });
                if (orderId is not null && step.IsEnd) return step.Status == "failed" ? Exit.Failed : Exit.Fine;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && orderId is null)
        {
            // Who watches all has no other end.
        }

        return Exit.Fine;
    }

    private static string Line(OrderEvent step) =>
        $"{step.UpdatedAt:HH:mm:ss} {step.OrderId} {step.Status,-16} +{Durations.Format(step.LeadTime),-8} {step.Size} for {Readable(step.Username)} at {Readable(step.Destination)}{(step.Reason is { } reason ? $": {Readable(reason)}" : "")}";

    /// <summary>A terminal obeys control characters, and these words are a stranger's.</summary>
    private static string Readable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '�' : character));

    private async Task<int> AskAsync(ParseResult arguments, Func<GatewayClient, Task<int>> ask, CancellationToken stop)
    {
        using var gateway = gatewayOptions.Client(arguments, services.GetRequiredService<IConfiguration>());
        try
        {
            return await ask(gateway);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Exit.Stopped;
        }
        catch (Exception e) when (Failure.IsTheirs(e))
        {
            return output.Fail($"{gateway.Address}: {Failure.Name(e)}");
        }
    }
}
