using Aspire.Hosting.Testing;
using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Orders;
using BoxBox.Tests.Fixtures.Nats;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.System;

public sealed class ClusterTests(ClusterBoxBox boxBox) : IClassFixture<ClusterBoxBox>
{
    /// <summary>How long the services may take to leave a server that hangs, and to work on.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 900_000)]
    public async Task The_streams_leader_killed_under_load_loses_nothing_and_the_services_carry_on_by_themselves()
    {
        var lasts = Soak.Or(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
        using var patience = Patience.ATest(lasts + TimeSpan.FromMinutes(4));
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = boxBox.Cluster.Url });
        var jetStream = new NatsJSContext(connection);
        var pids = boxBox.Pids;

        await new Siege(boxBox.Gateway, boxBox.Cluster.Url, lasts).RunAsync(async (_, token) =>
        {
            var leader = await LeaderAsync(jetStream, former: null, token);
            await leader.KillAsync();
            await LeaderAsync(jetStream, leader, token);
            await leader.RestartAsync();
        }, patience.Token);

        Assert.Equal(pids, boxBox.Pids);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_server_that_hangs_is_left_by_the_services_which_carry_on_with_the_others()
    {
        using var patience = Patience.ATest();
        using var customers = new Load(boxBox.Gateway);
        using var gateway = new HttpClient(new LostConnections(new SocketsHttpHandler())) { BaseAddress = boxBox.Gateway };
        await using var witness = new StreamWitness(boxBox.Cluster.Url);
        var end = await witness.EndAsync(patience.Token);

        // Each service is connected to one of them.
        foreach (var server in boxBox.Cluster.Servers)
        {
            await server.HangAsync(patience.Token);
            await OrderToTheEndAsync($"while-{server.Port}-hangs", patience.Token).WaitAsync(LongestPause, TimeProvider.System, patience.Token);
            await server.GoOnAsync(patience.Token);
        }

        await witness.QuietAsync(patience.Token);
        Assert.Empty(HistoryChecker.Faults(customers.Calls, await witness.ReadAsync(end, patience.Token), StreamWitness.Journey));

        async Task OrderToTheEndAsync(string key, CancellationToken cancellationToken) =>
            await gateway.StepsUntilAsync(await customers.PlaceAsync(key, cancellationToken), OrderStatus.Completed, cancellationToken);
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
