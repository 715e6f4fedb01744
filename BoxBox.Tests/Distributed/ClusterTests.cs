using BoxBox.Orders.Stream;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Distributed;

[Collection(nameof(Drilled))]
public sealed class ClusterTests(ClusterApp boxBox) : IClassFixture<ClusterApp>
{
    [Fact]
    public async Task The_streams_leader_killed_under_load_loses_nothing_and_the_services_carry_on_by_themselves()
    {
        var lasts = Soak.Or(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2));
        using var patience = Patience.ATest(lasts + TimeSpan.FromMinutes(4));
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = boxBox.Cluster.Url });
        var jetStream = new NatsJSContext(connection);
        var pids = await boxBox.PidsAsync(patience.Token);

        await new Siege(boxBox, lasts).RunAsync(async (_, token) =>
        {
            var leader = boxBox.Cluster.LeaderOf(await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: token));
            await leader.KillAsync();
            await OtherLeaderAsync(jetStream, leader.Port, token);
            await leader.RestartAsync();
        }, patience.Token);

        Assert.Equal(pids, await boxBox.PidsAsync(patience.Token));
    }

    private async Task OtherLeaderAsync(NatsJSContext jetStream, int former, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var stream = await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: cancellationToken);
                if (stream.Info.Cluster?.Leader is { Length: > 0 } && boxBox.Cluster.LeaderOf(stream).Port != former)
                {
                    return;
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
