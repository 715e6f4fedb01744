using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class JetStreamReconnectTests
{
    private const int Messages = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ordered_consumer_sees_everything_once_through_kills()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        var consumer = await js.CreateOrderedConsumerAsync("KILL", cancellationToken: Token);
        var publishing = PublishAllAsync(js);

        var seen = new List<int>();
        await foreach (var msg in consumer.ConsumeAsync<int>(opts: new NatsJSConsumeOpts { MaxMsgs = 20 }, cancellationToken: Token))
        {
            seen.Add(msg.Data);
            if (seen.Count is Messages / 3 or Messages * 2 / 3)
                await RestartUnderAsync(server, connection);
            if (seen.Count == Messages)
                break;
        }

        await publishing.InTime(Token);
        Assert.Equal(Enumerable.Range(0, Messages), seen);
    }

    [Fact]
    public async Task A_quiet_ordered_consumer_sees_what_comes_after_a_kill()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        await js.PublishAsync("kill.x", 0, cancellationToken: Token);
        var consumer = await js.CreateOrderedConsumerAsync("KILL", new NatsJSOrderedConsumerOpts { FilterSubjects = ["kill.x"] }, Token);
        await using var msgs = consumer.ConsumeAsync<int>(cancellationToken: Token).GetAsyncEnumerator(Token);
        Assert.True(await msgs.MoveNextAsync());
        var waiting = msgs.MoveNextAsync().AsTask();

        await RestartUnderAsync(server, connection);
        await PublishSurelyAsync(js, 1);

        Assert.True(await waiting.InTime(Token));
        Assert.Equal((1, 2UL), (msgs.Current.Data, msgs.Current.Metadata!.Value.Sequence.Stream));
    }

    [Fact]
    public async Task An_ordered_consumer_outlives_its_deletion()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        for (var i = 0; i < 10; i++)
            await js.PublishAsync("kill.x", i, cancellationToken: Token);
        var consumer = await js.CreateOrderedConsumerAsync("KILL", cancellationToken: Token);

        var seen = new List<int>();
        await foreach (var msg in consumer.ConsumeAsync<int>(opts: new NatsJSConsumeOpts { MaxMsgs = 4, Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Token))
        {
            seen.Add(msg.Data);
            if (seen.Count == 5)
                await js.DeleteConsumerAsync("KILL", consumer.Info.Name, Token);
            if (seen.Count == 10)
                break;
        }

        Assert.Equal(Enumerable.Range(0, 10), seen);
    }

    [Fact]
    public async Task Consuming_a_durable_consumer_goes_on_after_a_kill()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        var consumer = await js.CreateOrUpdateConsumerAsync("KILL", new ConsumerConfig("worker") { AckWait = TimeSpan.FromSeconds(2) }, Token);
        var publishing = PublishAllAsync(js);

        var seen = new HashSet<int>();
        await foreach (var msg in consumer.ConsumeAsync<int>(opts: new NatsJSConsumeOpts { MaxMsgs = 20, Expires = TimeSpan.FromSeconds(2) }, cancellationToken: Token))
        {
            if (seen.Add(msg.Data) && seen.Count == Messages / 2)
                await RestartUnderAsync(server, connection);
            await msg.AckAsync(cancellationToken: Token);
            if (seen.Count == Messages)
                break;
        }

        await publishing.InTime(Token);
        Assert.Equal(Messages, seen.Count);
    }

    [Fact]
    public async Task Missing_heartbeats_are_notified_and_end_a_fetch()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        var consumer = await js.CreateOrUpdateConsumerAsync("KILL", new ConsumerConfig("worker"), Token);
        var notified = new TaskCompletionSource<INatsJSNotification>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lost = connection.NextDisconnected();

        var next = consumer.NextAsync<int>(
            opts: new NatsJSNextOpts
            {
                IdleHeartbeat = TimeSpan.FromMilliseconds(500),
                NotificationHandler = (notification, _) =>
                {
                    notified.TrySetResult(notification);
                    return Task.CompletedTask;
                },
            },
            cancellationToken: Token).AsTask();
        await connection.PingAsync(Token);
        await server.KillAsync();
        await lost.InTime(Token);

        Assert.Null(await next.InTime(Token));
        Assert.Equal(NatsJSTimeoutNotification.Default, await notified.Task.InTime(Token));
    }

    [Fact]
    public async Task A_message_in_hand_when_the_server_is_killed_comes_again()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        var js = await StreamAsync(connection);
        var consumer = await js.CreateOrUpdateConsumerAsync("KILL", new ConsumerConfig("worker") { AckWait = TimeSpan.FromSeconds(1) }, Token);
        await js.PublishAsync("kill.x", 1, cancellationToken: Token);
        Assert.Equal(1, (await consumer.NextAsync<int>(cancellationToken: Token))!.Data);

        await RestartUnderAsync(server, connection);

        INatsJSMsg<int>? again = null;
        while (again is null)
            again = await consumer.NextAsync<int>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(2) }, cancellationToken: Token);
        Assert.Equal((1, 1UL), (again.Data, again.Metadata!.Value.Sequence.Stream));
        await again.AckAsync(new AckOpts { DoubleAck = true }, Token);
    }

    private static async Task<NatsJSContext> StreamAsync(NatsConnection connection)
    {
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("KILL", ["kill.>"]) { DuplicateWindow = TimeSpan.FromMinutes(2) }, Token);
        return js;
    }

    private static async Task PublishAllAsync(NatsJSContext js)
    {
        for (var i = 0; i < Messages; i++)
            await PublishSurelyAsync(js, i);
    }

    /// <summary>Tries until the stream has it; the id keeps it from being stored twice.</summary>
    private static async Task PublishSurelyAsync(NatsJSContext js, int number)
    {
        while (true)
        {
            var result = await js.TryPublishAsync("kill.x", number, opts: new NatsJSPubOpts { MsgId = $"{number}", RetryAttempts = 10 }, cancellationToken: Token);
            if (result.Success && result.Value.Error is null)
                return;
        }
    }

    private static async Task RestartUnderAsync(NatsServerProcess server, NatsConnection connection)
    {
        var (lost, opened) = (connection.NextDisconnected(), connection.NextOpened());
        await server.KillAsync();
        await lost.InTime(Token);
        await server.RestartAsync();
        await opened.InTime(Token);
    }
}
