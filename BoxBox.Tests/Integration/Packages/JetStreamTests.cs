using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.Packages;

/// <summary>What we rely on in NATS.Net and a NATS server, whatever version of them comes; the rest of it shows in the tests of the order stream.</summary>
public sealed class JetStreamTests : IAsyncLifetime
{
    private NatsServerProcess _server = null!;
    private NatsConnection _connection = null!;
    private NatsJSContext _jetStream = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await NatsServerProcess.StartAsync();
        _connection = new NatsConnection(NatsOpts.Default with { Url = _server.Url });
        _jetStream = new NatsJSContext(_connection);
        await _jetStream.CreateStreamAsync(new StreamConfig("S", ["s.>"]) { DuplicateWindow = TimeSpan.FromMinutes(2) }, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_message_id_is_stored_once_on_whatever_subject()
    {
        var first = await _jetStream.PublishAsync("s.a", 1, opts: new NatsJSPubOpts { MsgId = "id" }, cancellationToken: Stop);
        var again = await _jetStream.PublishAsync("s.a", 1, opts: new NatsJSPubOpts { MsgId = "id" }, cancellationToken: Stop);
        var elsewhere = await _jetStream.PublishAsync("s.b", 2, opts: new NatsJSPubOpts { MsgId = "id" }, cancellationToken: Stop);

        Assert.Equal([(1UL, false), (1UL, true), (1UL, true)], new[] { first, again, elsewhere }.Select(ack => (ack.Seq, ack.Duplicate)));
        Assert.Equal(1, (await _jetStream.GetStreamAsync("S", cancellationToken: Stop)).Info.State.Messages);
    }

    [Fact(Timeout = 60_000)]
    public async Task Progress_keeps_a_message_from_being_delivered_again()
    {
        var consumer = await _jetStream.CreateOrUpdateConsumerAsync("S", new ConsumerConfig("worker") { AckWait = TimeSpan.FromSeconds(2) }, Stop);
        await _jetStream.PublishAsync("s.held", "held", cancellationToken: Stop);
        await _jetStream.PublishAsync("s.forgotten", "forgotten", cancellationToken: Stop);
        var held = await consumer.NextAsync<string>(cancellationToken: Stop);
        await consumer.NextAsync<string>(cancellationToken: Stop);

        // The forgotten one comes back after the ack wait: that is the clock by which the held one would have come before.
        INatsJSMsg<string>? back = null;
        while (back is null)
        {
            await held!.AckProgressAsync(cancellationToken: Stop);
            back = await consumer.NextAsync<string>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Stop);
        }

        Assert.Equal(("forgotten", 2UL), (back.Data, back.Metadata!.Value.NumDelivered));
    }

    [Fact(Timeout = 60_000)]
    public async Task Missing_heartbeats_end_a_fetch_long_before_its_time_is_up()
    {
        var consumer = await _jetStream.CreateOrUpdateConsumerAsync("S", new ConsumerConfig("worker"), Stop);
        var told = new TaskCompletionSource<INatsJSNotification>(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = consumer.NextAsync<int>(
            opts: new NatsJSNextOpts
            {
                Expires = TimeSpan.FromMinutes(5),
                IdleHeartbeat = TimeSpan.FromSeconds(1),
                NotificationHandler = (notification, _) =>
                {
                    told.TrySetResult(notification);
                    return Task.CompletedTask;
                },
            },
            cancellationToken: Stop).AsTask();

        await _connection.PingAsync(Stop);
        await _server.KillAsync();

        Assert.Null(await next);
        Assert.IsType<NatsJSTimeoutNotification>(await told.Task.WaitAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_answers_no_ping_is_left()
    {
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = _server.Url, PingInterval = TimeSpan.FromMilliseconds(300), MaxPingOut = 2 });
        await connection.ConnectAsync();
        var left = connection.NextDisconnected();

        await _server.HangAsync(Stop);
        await left.WaitAsync(Stop);
        await _server.GoOnAsync(Stop);

        await connection.PingAsync(Stop);
    }
}
