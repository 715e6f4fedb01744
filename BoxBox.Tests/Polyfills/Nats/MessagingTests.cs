using System.Buffers;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class MessagingTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_gets_what_is_published_in_order()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<int>("plain.order", cancellationToken: Token);

        for (var i = 0; i < 500; i++)
            await connection.PublishAsync("plain.order", i, cancellationToken: Token);

        for (var i = 0; i < 500; i++)
            Assert.Equal(i, (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);
    }

    [Fact]
    public async Task A_wildcard_subscriber_learns_each_subject()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<string>("wild.*.end", cancellationToken: Token);

        await connection.PublishAsync("wild.a.end", "1", cancellationToken: Token);
        await connection.PublishAsync("wild.bb.end", "2", replyTo: "somewhere", cancellationToken: Token);

        var (first, second) = (await sub.Msgs.ReadAsync(Token).InTime(Token), await sub.Msgs.ReadAsync(Token).InTime(Token));
        Assert.Equal(("wild.a.end", "1", null), (first.Subject, first.Data, first.ReplyTo));
        Assert.Equal(("wild.bb.end", "2", "somewhere"), (second.Subject, second.Data, second.ReplyTo));
    }

    [Fact]
    public async Task Headers_arrive_with_all_their_values()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<string>("headers", cancellationToken: Token);

        await connection.PublishAsync("headers", "body", headers: new NatsHeaders { ["One"] = "1", ["Two"] = new(["a", "b"]), ["Empty"] = "" }, cancellationToken: Token);

        var msg = await sub.Msgs.ReadAsync(Token).InTime(Token);
        Assert.Equal("body", msg.Data);
        Assert.Equal("1", msg.Headers!["one"]);
        Assert.Equal(new StringValues(["a", "b"]), msg.Headers["Two"]);
        Assert.True(msg.Headers.TryGetLastValue("Empty", out var empty));
        Assert.Equal("", empty);
        Assert.Equal(0, msg.Headers.Code);
    }

    [Fact]
    public async Task A_header_that_would_break_its_line_is_refused()
    {
        await using var connection = nats.Connect();

        await Assert.ThrowsAsync<NatsException>(async () => await connection.PublishAsync("headers.bad", "", headers: new NatsHeaders { ["A"] = "x\r\nEvil: y" }, cancellationToken: Token));
    }

    [Fact]
    public async Task A_queue_group_shares_messages()
    {
        await using var one = nats.Connect();
        await using var other = nats.Connect();
        await using var first = await one.SubscribeCoreAsync<int>("queue", queueGroup: "workers", cancellationToken: Token);
        await using var second = await other.SubscribeCoreAsync<int>("queue", queueGroup: "workers", cancellationToken: Token);
        await other.PingAsync(Token);

        for (var i = 0; i < 100; i++)
            await one.PublishAsync("queue", i, cancellationToken: Token);
        await one.PingAsync(Token);
        await other.PingAsync(Token);

        Assert.Equal(100, first.Msgs.Count + second.Msgs.Count);
        Assert.InRange(first.Msgs.Count, 1, 99);
    }

    [Fact]
    public async Task A_subscription_ends_after_its_last_message()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<int>("max", opts: new NatsSubOpts { MaxMsgs = 3 }, cancellationToken: Token);

        for (var i = 0; i < 10; i++)
            await connection.PublishAsync("max", i, cancellationToken: Token);

        var got = new List<int>();
        await foreach (var msg in sub.Msgs.ReadAllAsync(Token))
            got.Add(msg.Data);
        Assert.Equal([0, 1, 2], got);
    }

    [Fact]
    public async Task Cancelling_ends_an_enumeration_after_what_has_arrived()
    {
        await using var connection = nats.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var got = new List<int>();
        var enumerator = connection.SubscribeAsync<int>("stop", cancellationToken: stop.Token).GetAsyncEnumerator(Token);
        var first = enumerator.MoveNextAsync();
        await connection.PingAsync(Token);
        for (var i = 0; i < 3; i++)
            await connection.PublishAsync("stop", i, cancellationToken: Token);
        await connection.PingAsync(Token);

        await stop.CancelAsync();

        for (var more = await first; more; more = await enumerator.MoveNextAsync())
            got.Add(enumerator.Current.Data);
        await enumerator.DisposeAsync();
        Assert.Equal([0, 1, 2], got);
    }

    [Fact]
    public async Task The_biggest_payload_arrives_and_a_bigger_one_is_refused()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<byte[]>("big", cancellationToken: Token);
        var biggest = new byte[connection.ServerInfo!.MaxPayload];
        biggest.AsSpan().Fill(42);

        await connection.PublishAsync("big", biggest, cancellationToken: Token);

        Assert.Equal(biggest, (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);
        await Assert.ThrowsAsync<NatsPayloadTooLargeException>(async () => await connection.PublishAsync("big", new byte[biggest.Length + 1], cancellationToken: Token));
        await connection.PingAsync(Token);
    }

    [Fact]
    public async Task Bytes_arrive_in_every_form()
    {
        await using var connection = nats.Connect();
        await using var arrays = await connection.SubscribeCoreAsync<byte[]>("bytes", cancellationToken: Token);
        await using var memories = await connection.SubscribeCoreAsync<ReadOnlyMemory<byte>>("bytes", cancellationToken: Token);
        await using var sequences = await connection.SubscribeCoreAsync<ReadOnlySequence<byte>>("bytes", cancellationToken: Token);
        await using var owners = await connection.SubscribeCoreAsync<NatsMemoryOwner<byte>>("bytes", cancellationToken: Token);

        await connection.PublishAsync<ReadOnlyMemory<byte>>("bytes", "abc"u8.ToArray(), cancellationToken: Token);

        var expected = "abc"u8.ToArray();
        Assert.Equal(expected, (await arrays.Msgs.ReadAsync(Token).InTime(Token)).Data);
        Assert.Equal(expected, (await memories.Msgs.ReadAsync(Token).InTime(Token)).Data.ToArray());
        Assert.Equal(expected, (await sequences.Msgs.ReadAsync(Token).InTime(Token)).Data.ToArray());
        using var owner = (await owners.Msgs.ReadAsync(Token).InTime(Token)).Data;
        Assert.Equal(expected, owner.Memory.ToArray());
    }

    [Fact]
    public async Task An_unreadable_payload_is_an_error_of_its_message_alone()
    {
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<int>("unreadable", cancellationToken: Token);

        await connection.PublishAsync("unreadable", "no number", cancellationToken: Token);
        await connection.PublishAsync("unreadable", 7, cancellationToken: Token);

        var bad = await sub.Msgs.ReadAsync(Token).InTime(Token);
        var error = Assert.IsType<NatsDeserializeException>(bad.Error);
        Assert.Equal("no number"u8, error.RawData);
        Assert.Equal(7, (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);
    }

    [Fact]
    public async Task A_full_subscription_drops_the_newest_and_says_so()
    {
        await using var connection = nats.Connect(options => options with { SubPendingChannelCapacity = 2 });
        await using var sub = await connection.SubscribeCoreAsync<int>("full", cancellationToken: Token);
        var dropped = connection.NextDropped();

        for (var i = 0; i < 3; i++)
            await connection.PublishAsync("full", i, cancellationToken: Token);

        // The channel's newest gives way to what arrives.
        Assert.Equal(("full", 1), ((await dropped.InTime(Token)).Subject, (int)(await dropped).Data!));
        Assert.Equal(0, (await sub.Msgs.ReadAsync(Token)).Data);
        Assert.Equal(2, (await sub.Msgs.ReadAsync(Token)).Data);
    }

    [Fact]
    public async Task A_ping_measures_the_way_to_the_server()
    {
        await using var connection = nats.Connect();

        var roundTrip = await connection.PingAsync(Token);

        Assert.True(roundTrip > TimeSpan.Zero);
        Assert.Equal(NatsConnectionState.Open, connection.ConnectionState);
    }
}
