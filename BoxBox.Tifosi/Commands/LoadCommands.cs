using System.CommandLine;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Results;
using BoxBox.Tifosi.Running;
using BoxBox.Tifosi.Scenarios;
using BoxBox.Tifosi.Screens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tifosi.Commands;

/// <summary>The commands that make load: they differ in their plan.</summary>
internal sealed class LoadCommands(IServiceProvider services, Output output, GatewayOptions gatewayOptions)
{
    private const double MostPerSecond = 100_000;

    public void AddTo(Command root)
    {
        root.Subcommands.Add(UsersCommand("losing", "Ferrari is losing: 0 to 10 users in 10 s, 10 for 10 s, and off.", _ => FerrariScenarios.Losing));
        root.Subcommands.Add(UsersCommand("winning", "Ferrari is winning: 10 users, 100 within 2 s, for 10 s, and back to 10.", _ => FerrariScenarios.Winning));
        root.Subcommands.Add(RunFile());
        root.Subcommands.Add(ConstantRate());
        root.Subcommands.Add(Weekend());
    }

    private Command UsersCommand(string name, string description, Func<ParseResult, Scenario> scenario)
    {
        var (command, load) = CommandOf(name, description);
        command.SetAction((arguments, stop) => PlayAsync(arguments, load, new UsersPlan(scenario(arguments).Faster(load.TimeScale(arguments))), [], stop));
        return command;
    }

    private Command RunFile()
    {
        var (command, load) = CommandOf("run", "A scenario of your own: docs/tifosi.md says how it is written.");
        var file = new Argument<FileInfo>("FILE") { Description = "JSON: stages, users, times, thresholds." };
        command.Arguments.Add(file);
        command.SetAction(async (arguments, stop) =>
        {
            var path = arguments.GetRequiredValue(file);
            try
            {
                var read = ScenarioFile.Parse(await File.ReadAllBytesAsync(path.FullName, stop), path.Name);
                return await PlayAsync(arguments, load, new UsersPlan(read.Scenario.Faster(load.TimeScale(arguments))), read.Thresholds, stop);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                await output.Error.WriteLineAsync(e.Message);
                return Exit.Usage;
            }
        });
        return command;
    }

    private Command ConstantRate()
    {
        var (command, load) = CommandOf("rate", "So many orders a second, whether or not the earlier ones are answered: an open model.");
        var rate = new Argument<double>("PER-SECOND") { Description = "Orders a second.", CustomParser = argument => Values.ParsePositive(argument, "PER-SECOND", MostPerSecond) };
        var length = Values.Duration("--for", "How long.", TimeSpan.FromMinutes(1));
        var users = new Option<int>("--users") { Description = "By at most so many users at once; what is due while all of them wait is dropped, and counted.", DefaultValueFactory = _ => 2000 };
        users.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError("--users must be 1 to 100000.");
        });
        command.Arguments.Add(rate);
        command.Options.Add(length);
        command.Options.Add(users);
        command.SetAction((arguments, stop) =>
        {
            var factor = load.TimeScale(arguments);
            var plan = new Rate(arguments.GetValue(rate) * factor, arguments.GetValue(length) / factor, arguments.GetValue(users), TimeSpan.FromSeconds(30) / factor);
            return PlayAsync(arguments, load, new RatePlan(plan), [], stop);
        });
        return command;
    }

    private Command Weekend()
    {
        var (command, load) = CommandOf("weekend", "A race weekend in minutes; how it goes for Ferrari, and so how many are hungry, says the seed.");
        var length = Values.Duration("--for", "How long it is in all.", TimeSpan.FromMinutes(4));
        command.Options.Add(length);
        command.SetAction((arguments, stop) =>
        {
            var scenario = RaceWeekend.Draw(load.Seed(arguments), arguments.GetValue(length));
            return PlayAsync(arguments, load, new UsersPlan(scenario.Faster(load.TimeScale(arguments))), [], stop);
        });
        return command;
    }

    private static (Command Command, LoadOptions Options) CommandOf(string name, string description)
    {
        var command = new Command(name, description);
        var load = new LoadOptions();
        load.AddTo(command);
        return (command, load);
    }

    private async Task<int> PlayAsync(ParseResult arguments, LoadOptions load, Plan plan, IReadOnlyList<Threshold> thresholds, CancellationToken stop)
    {
        using var gateway = gatewayOptions.Client(arguments, services.GetRequiredService<IConfiguration>());
        var isJson = gatewayOptions.IsJson(arguments);
        IScreen screen = isJson ? new SilentScreen() : output.Terminal is { } terminal ? new LiveScreen(terminal) : new PlainScreen(output.Out);
        screen.Say($"{plan.Name} at {gateway.Address}: {plan.Description}");
        var run = new Run(plan, load.Of(arguments, thresholds), gateway, services.GetRequiredService<TifosiMetrics>(), screen, services.GetRequiredService<TimeProvider>());
        var result = await run.PlayAsync(stop);

        if (isJson) await output.Out.WriteLineAsync(SummaryJson.Of(result));
        else foreach (var (text, tone) in SummaryText.Of(result)) output.Write(text, tone);
        try
        {
            // Also when it was stopped: what there is until then was asked for.
            await load.WriteFilesAsync(arguments, result, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return output.Fail(e.Message);
        }

        return result.Stopped ? Exit.Stopped : result.IsCrossed ? Exit.ThresholdCrossed : Exit.Fine;
    }
}
