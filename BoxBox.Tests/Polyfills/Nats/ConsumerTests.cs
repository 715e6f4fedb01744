using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class ConsumerTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_durable_consumer_keeps_its_place()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "PLACE", messages: 5);
        foreach (var msg in await Work.FetchAsync(consumer, 3))
            await msg.AckAsync(new AckOpts { DoubleAck = true }, Token);

        var same = await js.GetConsumerAsync("PLACE", "worker", Token);
        var rest = await Work.FetchAsync(same, 10);

        Assert.Equal([3, 4], rest.Select(msg => msg.Data));
        Assert.Equal(3UL, same.Info.AckFloor.StreamSeq);
        Assert.Equal((4UL, 4UL, 1UL, 1UL), (rest[0].Metadata!.Value.Sequence.Stream, rest[0].Metadata!.Value.Sequence.Consumer, rest[0].Metadata!.Value.NumDelivered, rest[0].Metadata!.Value.NumPending));
        Assert.Equal(("PLACE", "worker"), (rest[0].Metadata!.Value.Stream, rest[0].Metadata!.Value.Consumer));
    }

    [Fact]
    public async Task A_fetch_ends_when_its_time_is_up()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "EMPTY", messages: 0);

        Assert.Empty(await Work.FetchAsync(consumer, 10));
        Assert.Null(await consumer.NextAsync<int>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Token));
    }

    [Fact]
    public async Task A_fetch_without_waiting_takes_what_is_there()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "NOWAIT", messages: 2);

        var got = new List<int>();
        await foreach (var msg in consumer.FetchNoWaitAsync<int>(new NatsJSFetchOpts { MaxMsgs = 10 }, cancellationToken: Token))
            got.Add(msg.Data);

        Assert.Equal([0, 1], got);
    }

    [Fact]
    public async Task A_fetch_waits_for_a_message_that_comes_later()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "LATER", messages: 0);

        var next = consumer.NextAsync<int>(cancellationToken: Token).AsTask();
        await js.PublishAsync("LATER.x", 42, cancellationToken: Token);

        Assert.Equal(42, (await next.InTime(Token))!.Data);
    }

    [Fact]
    public async Task A_fetch_can_be_limited_by_bytes()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "BYTES", messages: 0);
        for (var i = 0; i < 10; i++)
            await js.PublishAsync("BYTES.x", new byte[1000], cancellationToken: Token);

        var count = 0;
        await foreach (var msg in consumer.FetchAsync<byte[]>(new NatsJSFetchOpts { MaxBytes = 3500, Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Token))
            count++;

        Assert.InRange(count, 1, 4);
    }

    [Fact]
    public async Task Cancelling_a_fetch_ends_it_and_leaves_later_messages_alone()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "CANCEL", messages: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var got = 0;
        await foreach (var msg in consumer.FetchAsync<int>(new NatsJSFetchOpts { MaxMsgs = 10 }, cancellationToken: stop.Token))
        {
            got++;
            await msg.AckAsync(cancellationToken: Token);
            await stop.CancelAsync();
        }

        await connection.PingAsync(Token);
        await js.PublishAsync("CANCEL.x", 2, cancellationToken: Token);
        var next = await consumer.NextAsync<int>(cancellationToken: Token);
        Assert.Equal((1, 2, 1UL), (got, next!.Data, next.Metadata!.Value.NumDelivered));
    }

    [Fact]
    public async Task Consuming_goes_on_beyond_what_is_pulled_at_once()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "ENDLESS", messages: 100);

        var got = new List<int>();
        await foreach (var msg in consumer.ConsumeAsync<int>(opts: new NatsJSConsumeOpts { MaxMsgs = 7 }, cancellationToken: Token))
        {
            got.Add(msg.Data);
            await msg.AckAsync(cancellationToken: Token);
            if (got.Count == 100)
                await js.PublishAsync("ENDLESS.x", 100, cancellationToken: Token);
            if (got.Count == 101)
                break;
        }

        Assert.Equal(Enumerable.Range(0, 101), got);
    }

    [Fact]
    public async Task Cancelling_ends_consuming_without_an_error()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "STOP", messages: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await foreach (var msg in consumer.ConsumeAsync<int>(cancellationToken: stop.Token))
            await stop.CancelAsync();

        Assert.True(stop.IsCancellationRequested);
    }

    [Fact]
    public async Task A_consumer_deleted_under_its_user_is_an_error()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "DELETED", messages: 1);

        var error = await Assert.ThrowsAsync<NatsJSProtocolException>(async () =>
        {
            await foreach (var msg in consumer.ConsumeAsync<int>(cancellationToken: Token))
                await js.DeleteConsumerAsync("DELETED", "worker", Token);
        });

        Assert.Equal((409, NatsHeaders.Messages.ConsumerDeleted), (error.HeaderCode, error.HeaderMessage));
        Assert.Equal(10014, (await Assert.ThrowsAsync<NatsJSApiException>(async () => await js.GetConsumerAsync("DELETED", "worker", Token))).Error.ErrCode);
    }

    [Fact]
    public async Task Consumers_are_listed_and_updated()
    {
        await using var connection = nats.Connect();
        var (js, consumer) = await Work.ConsumerAsync(connection, "NAMES", messages: 0);

        var updated = await js.CreateOrUpdateConsumerAsync("NAMES", new ConsumerConfig("worker") { AckWait = TimeSpan.FromSeconds(7), FilterSubject = "NAMES.*" }, Token);
        var names = new List<string>();
        await foreach (var name in js.ListConsumerNamesAsync("NAMES", Token))
            names.Add(name);

        Assert.Equal("worker", consumer.Info.Config.DurableName);
        Assert.Equal(TimeSpan.FromSeconds(7), updated.Info.Config.AckWait);
        Assert.Equal(["worker"], names);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "RANGE", messages: 0);

        await Assert.ThrowsAnyAsync<NatsJSException>(async () => await consumer.NextAsync<int>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromMilliseconds(10) }, cancellationToken: Token));
        await Assert.ThrowsAnyAsync<NatsJSException>(async () => await consumer.FetchAsync<int>(new NatsJSFetchOpts { MaxMsgs = 1, MaxBytes = 1 }, cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync());
    }
}
