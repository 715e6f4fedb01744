using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BoxBox.Tests.Fixtures.Distributed;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.System.AppHost;

/// <summary>What the AppHost does while it runs: its commands, what it tells each process, and that it starts the killed again.</summary>
[Collection(nameof(TheLearningSystem))]
public sealed class LearningTests(LearningApp boxBox)
{
    private ResourceNotificationService Resources => boxBox.App.ResourceNotifications;

    [Fact(Timeout = 300_000)]
    public async Task Each_replica_has_a_port_an_index_and_an_identity_of_its_own()
    {
        using var patience = Patience.ATest();

        var maestri = await RunningAsync("maestro", 2, patience.Token);
        var told = maestri.ConvertAll(maestro => maestro.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value));

        Assert.Equal(["0", "1"], told.Select(variables => variables["Replica"]).Order());
        foreach (var own in new[] { "Kestrel__Endpoints__http__Url", "Kestrel__Endpoints__grpc__Url", "OTEL_RESOURCE_ATTRIBUTES" })
            Assert.Equal(2, told.Select(variables => variables[own]).Distinct().Count());
        Assert.All(told, variables =>
        {
            Assert.Equal("maestro", variables["OTEL_SERVICE_NAME"]);
            Assert.Contains("service.instance.id=", variables["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
            Assert.StartsWith("http://localhost:", variables["OTEL_EXPORTER_OTLP_ENDPOINT"], StringComparison.Ordinal);
            Assert.StartsWith("http://localhost:", variables["services__panettiere__grpc__0"], StringComparison.Ordinal);
        });
    }

    [Fact(Timeout = 300_000)]
    public async Task A_pizza_is_ordered_and_counted_from_the_dashboard()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;

        var ordered = await boxBox.App.ResourceCommands.ExecuteCommandAsync("box-box", "order-pizza", Arguments(("size", "small"), ("topping", "ham, olives"), ("destination", "Garage 5")), patience.Token);
        Assert.True(ordered.Success, ordered.Message);
        var order = await gateway.StepsUntilAsync(Guid.Parse(ordered.Data!.Value!, CultureInfo.InvariantCulture), OrderStatus.Completed, patience.Token);
        var ledger = await boxBox.App.ResourceCommands.ExecuteCommandAsync("box-box", "show-ledger", patience.Token);

        Assert.Equal((PizzaSize.Small, "Garage 5"), (order[^1].Size, order[^1].Destination));
        Assert.Equal(["ham", "olives"], order[^1].Toppings);
        Assert.Contains("| accepted | ", ledger.Data!.Value, StringComparison.Ordinal);
        Assert.Equal(CommandResultFormat.Markdown, ledger.Data.Format);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_wrong_pizza_is_refused_with_the_gateways_words()
    {
        using var patience = Patience.ATest();

        var ordered = await boxBox.App.ResourceCommands.ExecuteCommandAsync("box-box", "order-pizza", Arguments(("size", "small"), ("topping", ""), ("destination", " ")), patience.Token);

        Assert.False(ordered.Success);
        Assert.Contains("destination", ordered.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_drill_of_all_of_a_service_crashes_one_who_comes_back_by_himself_and_ends_everywhere()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;
        var riders = await RunningAsync("fattorino", 2, patience.Token);

        // A replica may still be starting while the others make its service a healthy one.
        while (!(await boxBox.App.ResourceCommands.ExecuteCommandAsync("box-box", "drill", Arguments(("who", "fattorino"), ("what", "crash"), ("where", "before-ack"), ("step", "waiting_delivery")), patience.Token)).Success)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);

        // The gateway may not have heard yet of one who has just been started again: then the drill is the other's, who is to have an order, too.
        var orders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => gateway.OrderAsync("small", patience.Token)));
        var killed = await Resources.WaitForResourceAsync("fattorino", now => now.Snapshot.ExitCode is not (null or 0), patience.Token);
        Assert.Contains(killed.ResourceId, riders.Select(rider => rider.ResourceId));
        await Resources.WaitForResourceAsync("fattorino", now => now.ResourceId == killed.ResourceId && now.Snapshot.State?.Text == KnownResourceStates.Running, patience.Token);
        var ended = await boxBox.App.ResourceCommands.ExecuteCommandAsync("box-box", "end-drills", patience.Token);

        Assert.True(ended.Success, ended.Message);
        foreach (var order in orders)
            await gateway.StepsUntilAsync(order, OrderStatus.Completed, patience.Token);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_drill_that_makes_no_sense_is_refused_with_the_services_words()
    {
        using var patience = Patience.ATest();
        var maestro = (await RunningAsync("maestro", 2, patience.Token))[0].ResourceId;

        var set = await boxBox.App.ResourceCommands.ExecuteCommandAsync(maestro, "drill", Arguments(("what", "delay"), ("where", "dough"), ("step", "")), patience.Token);
        while (set.Message!.Contains("could not be reached", StringComparison.Ordinal) || set.Message.StartsWith("421", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
            set = await boxBox.App.ResourceCommands.ExecuteCommandAsync(maestro, "drill", Arguments(("what", "delay"), ("where", "dough"), ("step", "")), patience.Token);
        }

        Assert.False(set.Success);
        Assert.Contains("faults[0].seconds", set.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task To_start_afresh_leaves_no_order_and_everybody_at_work()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;
        for (var i = 0; i < 20; i++)
            await gateway.OrderAsync("large", patience.Token);
        await using (var witness = await StreamWitness.OfAsync(boxBox, patience.Token))
            await witness.ExistsAsync("OBJ_ORDERS_ledger", patience.Token);

        var afresh = await boxBox.App.ResourceCommands.ExecuteCommandAsync("nats", "start-afresh", patience.Token);
        Assert.True(afresh.Success, afresh.Message);
        Assert.Contains("OBJ_ORDERS_ledger", afresh.Message, StringComparison.Ordinal);
        foreach (var service in new[] { "maestro", "fattorino", "paddock-gateway" })
            await Resources.WaitForResourceHealthyAsync(service, WaitBehavior.WaitOnResourceUnavailable, patience.Token);
        var order = await gateway.OrderAsync("small", patience.Token);
        await gateway.StepsUntilAsync(order, OrderStatus.Completed, patience.Token);
        var ledger = await gateway.LedgerAsync(patience.Token);

        Assert.Equal((1, 1, 0, 0), (ledger.Accepted, ledger.Completed, ledger.Duplicates, ledger.OutOfOrder));
    }

    [Fact(Timeout = 300_000)]
    public async Task To_start_afresh_while_NATS_is_away_says_so_and_stops_nobody()
    {
        using var patience = Patience.ATest();
        var maestri = await RunningAsync("maestro", 2, patience.Token);
        Assert.True((await boxBox.App.ResourceCommands.ExecuteCommandAsync("nats", KnownResourceCommands.StopCommand, patience.Token)).Success);

        var afresh = await boxBox.App.ResourceCommands.ExecuteCommandAsync("nats", "start-afresh", patience.Token);
        var states = maestri.ConvertAll(maestro => Resources.TryGetCurrentState(maestro.ResourceId, out var now) ? now.Snapshot.State?.Text : null);
        Assert.True((await boxBox.App.ResourceCommands.ExecuteCommandAsync("nats", KnownResourceCommands.StartCommand, patience.Token)).Success);

        Assert.False(afresh.Success);
        Assert.All(states, state => Assert.Equal(KnownResourceStates.Running, state));
        foreach (var service in new[] { "nats", "maestro", "fattorino", "paddock-gateway" })
            await Resources.WaitForResourceHealthyAsync(service, WaitBehavior.WaitOnResourceUnavailable, patience.Token);
    }

    [Fact(Timeout = 300_000)]
    public async Task The_fans_wait_until_somebody_starts_them()
    {
        using var patience = Patience.ATest();

        Assert.Equal(KnownResourceStates.NotStarted, (await Resources.WaitForResourceAsync("tifosi", _ => true, patience.Token)).Snapshot.State?.Text);
    }

    private async Task<List<ResourceEvent>> RunningAsync(string resource, int count, CancellationToken cancellationToken)
    {
        var running = new Dictionary<string, ResourceEvent>();
        await foreach (var update in Resources.WatchAsync(cancellationToken))
        {
            if (update.Resource.Name == resource && update.Snapshot.HealthStatus is HealthStatus.Healthy && update.Snapshot.EnvironmentVariables.Length > 0)
                running[update.ResourceId] = update;
            if (running.Count == count)
                break;
        }

        return [.. running.Values];
    }

    private static InteractionInputCollection Arguments(params IEnumerable<(string Name, string Value)> values) =>
        new([.. values.Select(input => new InteractionInput { Name = input.Name, InputType = InputType.Text, Value = input.Value })]);
}
