using Aspire.Hosting.ApplicationModel;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

/// <summary>A cluster of three NATS servers, each order on all of them; one goes away while 200 orders are on their way and more come in.</summary>
public sealed class ClusterTests(ClusterApp boxBox) : IClassFixture<ClusterApp>
{
    private const int OrdersInFlight = 200;

    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Services = ["panettiere", "fornaio", "maestro", "fattorino", "paddock-gateway"];

    [Fact(Timeout = 900_000)]
    public async Task The_leader_killed_by_the_drill_with_orders_in_flight_loses_none_and_doubles_none()
    {
        for (var kills = Soak.Or(1, 10); kills > 0; kills--)
        {
            await UnderLoadAsync(async (witness, _, token) =>
            {
                var leader = await witness.WholeAsync(token);

                var drill = await boxBox.App.ResourceCommands.ExecuteCommandAsync("nats", "kill-leader", token);
                Assert.True(drill.Success, drill.Message);
                Assert.StartsWith($"{leader} was killed, nats-", drill.Message, StringComparison.Ordinal);
                Assert.Contains($"| led, and was killed | {leader} |", drill.Data!.Value, StringComparison.Ordinal);

                var killed = await boxBox.EndedAsync(leader, 1, token);
                await boxBox.HealthAsync(HttpStatusCode.OK, token);
                await boxBox.StartAsync(killed, token);
                await witness.WholeAsync(token);
            });
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task The_leader_that_hangs_is_left_by_the_services_which_go_on_with_the_others()
    {
        await UnderLoadAsync(async (witness, load, token) =>
        {
            var leader = await witness.WholeAsync(token);

            await boxBox.SignalAsync(leader, "STOP", token);
            try
            {
                // Several, since each goes to one of two gateways and two Maestri: whoever was connected to the leader has left him.
                var orders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => load.PlaceAsync($"{Guid.NewGuid()}", token)));
                foreach (var order in orders)
                    await witness.ReachedAsync(order, "completed", token);
            }
            finally
            {
                // Whoever hangs is ended, as a liveness probe does it: nats-server 2.9.10 that wakes up as a former leader may keep what the others never had.
                await boxBox.StartAsync(await boxBox.KillAsync(leader, CancellationToken.None), CancellationToken.None);
            }
        });
    }

    [Fact(Timeout = 300_000)]
    public async Task Each_server_restarted_in_turn_under_load_loses_nothing()
    {
        await UnderLoadAsync(async (_, _, token) =>
        {
            foreach (var server in ClusterApp.NatsServers)
            {
                await boxBox.AgreeAsync(token);
                // Lame duck: it warns its clients, gives away what it leads, and ends.
                await boxBox.SignalAsync(server, "USR2", token);
                await boxBox.StartAsync(await boxBox.EndedAsync(server, 1, token), token);
            }
        });
    }

    [Fact(Timeout = 300_000)]
    public async Task The_leader_that_comes_back_with_an_empty_disk_is_filled_again_by_the_others()
    {
        await UnderLoadAsync(async (witness, _, token) =>
        {
            await boxBox.AgreeAsync(token);
            var leader = await witness.WholeAsync(token);
            var killed = await boxBox.KillAsync(leader, token);
            boxBox.EmptyDisk(leader);
            await boxBox.StartAsync(killed, token);
        });
    }

    // With nothing being written: nats-server before 2.10 may leave one behind else (docs/deploy.md).
    [Fact(Timeout = 300_000)]
    public async Task All_servers_killed_at_once_come_back_with_everything_that_was_confirmed()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;
        using var load = new Load(boxBox.GatewayAddress);
        await using var witness = await StreamWitness.OfAsync(boxBox, patience.Token);
        var start = await StartAsync(witness, gateway, patience.Token);
        await PlaceAsync(OrdersInFlight);
        var before = (await witness.ReadAsync(start.End, patience.Token)).ToHashSet();

        var killed = await Task.WhenAll(ClusterApp.NatsServers.Select(server => boxBox.KillAsync(server, patience.Token)));
        await boxBox.StartAsync(killed.SelectMany(instances => instances), patience.Token);

        await PlaceAsync(OrdersInFlight);
        Assert.Superset(before, (await witness.ReadAsync(start.End, patience.Token)).ToHashSet());
        await JudgeAsync(load, witness, gateway, start, patience.Token);

        async Task PlaceAsync(int orders)
        {
            await Task.WhenAll(Enumerable.Range(0, orders).Select(_ => load.PlaceAsync($"{Guid.NewGuid()}", patience.Token)));
            await EndedAsync(load, witness, patience.Token);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task With_two_of_three_stopped_on_the_dashboard_no_order_is_taken_in_and_none_is_lost()
    {
        await UnderLoadAsync(async (witness, _, token) =>
        {
            await witness.WholeAsync(token);

            foreach (var server in ClusterApp.NatsServers.Take(2))
                Assert.True((await boxBox.App.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StopCommand, token)).Success);
            await boxBox.HealthAsync(HttpStatusCode.ServiceUnavailable, token);
            foreach (var server in ClusterApp.NatsServers.Take(2))
                Assert.True((await boxBox.App.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, token)).Success);
            await boxBox.HealthAsync(HttpStatusCode.OK, token);
        });
    }

    private async Task UnderLoadAsync(Func<StreamWitness, Load, CancellationToken, Task> trouble)
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;
        using var load = new Load(boxBox.GatewayAddress);
        await using var witness = await StreamWitness.OfAsync(boxBox, patience.Token);
        var start = await StartAsync(witness, gateway, patience.Token);
        using var enough = new CancellationTokenSource();

        var inFlight = Task.WhenAll(Enumerable.Range(0, OrdersInFlight).Select(_ => load.PlaceAsync($"{Guid.NewGuid()}", patience.Token)));
        var ordering = load.RunAsync(BetweenOrders, enough.Token, patience.Token);
        await trouble(witness, load, patience.Token);
        await enough.CancelAsync();
        await Task.WhenAll(inFlight, ordering);

        await EndedAsync(load, witness, patience.Token);
        await JudgeAsync(load, witness, gateway, start, patience.Token);
    }

    /// <summary>Waits for quiet, in which all servers have all.</summary>
    private async Task<(ulong End, LedgerTotals Ledger)> StartAsync(StreamWitness witness, HttpClient gateway, CancellationToken cancellationToken)
    {
        await witness.QuietAsync(cancellationToken);
        await boxBox.AgreeAsync(cancellationToken);
        return (await witness.EndAsync(cancellationToken), await gateway.LedgerAsync(cancellationToken));
    }

    /// <summary>Waits until every order that was placed has ended, and all servers have all.</summary>
    private async Task EndedAsync(Load load, StreamWitness witness, CancellationToken cancellationToken)
    {
        // A queue whose leader has just changed may be quiet while a worker has an order in hand.
        foreach (var order in load.Placed)
            await witness.ReachedAsync(order, StreamWitness.Journey[^1], cancellationToken);
        await witness.QuietAsync(cancellationToken);
        await boxBox.AgreeAsync(cancellationToken);
    }

    private async Task JudgeAsync(Load load, StreamWitness witness, HttpClient gateway, (ulong End, LedgerTotals Ledger) start, CancellationToken cancellationToken)
    {
        Assert.Empty(HistoryChecker.Faults(load.Calls, await witness.ReadAsync(start.End, cancellationToken), StreamWitness.Journey));
        var (orders, ledger) = (load.Placed.Count, await gateway.LedgerAsync(cancellationToken));
        Assert.Equal((orders, orders, 0, 0), (ledger.Accepted - start.Ledger.Accepted, ledger.Completed - start.Ledger.Completed, ledger.Duplicates, ledger.OutOfOrder));
        foreach (var service in Services)
            Assert.False(await boxBox.AnyHasEndedAsync(service, cancellationToken), $"{service} did not go on by itself.");
    }
}
