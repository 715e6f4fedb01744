using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class ClusterTests
{
    private const int Messages = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_streams_leader_is_killed()
    {
        await using var cluster = await NatsCluster.StartAsync();
        await using var setup = new NatsConnection(Hasty.Options(cluster.Url));
        var stream = await NatsCluster.CreateStreamAsync(new NatsJSContext(setup), new StreamConfig("C", ["c"]) { DuplicateWindow = TimeSpan.FromMinutes(2) }, Token);
        var leader = cluster.LeaderOf(stream);

        // Knows the leader alone; it has to learn of the others from it.
        await using var connection = new NatsConnection(Hasty.Options(leader.Url));
        var js = new NatsJSContext(connection);
        var publishing = PublishAllAsync(js);
        var consumer = await js.CreateOrderedConsumerAsync("C", cancellationToken: Token);
        var seen = new List<int>();
        await foreach (var msg in consumer.ConsumeAsync<int>(opts: new NatsJSConsumeOpts { MaxMsgs = 20, Expires = TimeSpan.FromSeconds(2) }, cancellationToken: Token))
        {
            seen.Add(msg.Data);
            if (seen.Count == Messages / 3)
                await leader.KillAsync();
            if (seen.Count == Messages)
                break;
        }

        await publishing.InTime(Token);
        Assert.Equal(Enumerable.Range(0, Messages), seen);
        Assert.NotEqual(leader.Port, connection.ServerInfo!.Port);
    }

    private static async Task PublishAllAsync(NatsJSContext js)
    {
        for (var i = 0; i < Messages;)
        {
            var result = await js.TryPublishAsync("c", i, opts: new NatsJSPubOpts { MsgId = $"{i}", RetryAttempts = 10 }, cancellationToken: Token);
            if (result.Success && result.Value.Error is null)
                i++;
        }
    }
}
