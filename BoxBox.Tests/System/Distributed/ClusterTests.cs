using Aspire.Hosting.Testing;
using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Orders;
using BoxBox.Tests.Fixtures.Nats;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.System.Distributed;

[Collection(nameof(Drilled))]
public sealed class ClusterTests(ClusterApp boxBox) : IClassFixture<ClusterApp>
{
    private const int OrdersOverAHang = 3;

    [Fact(Timeout = 900_000)]
    public async Task The_streams_leader_killed_under_load_loses_nothing_and_the_services_carry_on_by_themselves()
    {
        var lasts = Soak.Or(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2));
        using var patience = Patience.ATest(lasts + TimeSpan.FromMinutes(4));
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = boxBox.Cluster.Url });
        var jetStream = new NatsJSContext(connection);
        var pids = await boxBox.PidsAsync(patience.Token);

        await new Siege(boxBox, lasts).RunAsync(async (_, token) =>
        {
            var leader = await LeaderAsync(jetStream, former: null, token);
            await leader.KillAsync();
            await LeaderAsync(jetStream, leader, token);
            await leader.RestartAsync();
        }, patience.Token);

        Assert.Equal(pids, await boxBox.PidsAsync(patience.Token));
    }

    [Fact(Timeout = 900_000)]
    public async Task A_server_that_hangs_is_left_by_the_services_which_carry_on_with_the_others()
    {
        using var patience = Patience.ATest(TimeSpan.FromMinutes(6));
        using var gateway = boxBox.Gateway;
        using var customers = new Load(boxBox.App.GetEndpoint("paddock-gateway", "http"));
        await using var witness = await StreamWitness.OfAsync(boxBox, patience.Token);
        var before = await gateway.LedgerAsync(patience.Token);
        var orders = new List<Guid>();

        // Each service is connected to one of them.
        foreach (var server in boxBox.Cluster.Servers)
        {
            await server.HangAsync(patience.Token);
            for (var i = 0; i < OrdersOverAHang; i++)
                orders.Add(await customers.PlaceAsync(Guid.NewGuid().ToString(), patience.Token));
            foreach (var order in orders)
                await gateway.StepsUntilAsync(order, OrderStatus.Completed, patience.Token);
            await server.GoOnAsync(patience.Token);
        }

        await witness.QuietAsync(patience.Token);
        var steps = await witness.StepsAsync(before.AsOfSequence, patience.Token);
        var after = await gateway.LedgerAsync(patience.Token);
        Assert.Equal(orders.Count, steps.Count);
        Assert.All(orders, order => Assert.Equal(Histories.Journey, steps[order]));
        Assert.Equal((0, 0, before.Failed), (after.Duplicates, after.OutOfOrder, after.Failed));
    }

    /// <summary>Waits for somebody to lead the stream, other than who did before.</summary>
    private async Task<NatsServerProcess> LeaderAsync(NatsJSContext jetStream, NatsServerProcess? former, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var stream = await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: cancellationToken);
                if (stream.Info.Cluster?.Leader is { Length: > 0 } && boxBox.Cluster.LeaderOf(stream) is var leader && leader != former)
                {
                    return leader;
                }
            }
            catch (NatsException)
            {
                // No leader yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
        }
    }
}
