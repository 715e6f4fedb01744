using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class StreamTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_created_brought_up_to_date_and_deleted()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        var config = new StreamConfig("LIFE", ["life.>"]) { DuplicateWindow = TimeSpan.FromMinutes(2), MaxAge = TimeSpan.FromDays(7), AllowDirect = true };

        var created = await js.CreateOrUpdateStreamAsync(config, Token);
        var updated = await js.CreateOrUpdateStreamAsync(config with { MaxMsgs = 100, Subjects = ["life.>", "afterlife.>"] }, Token);
        var read = await js.GetStreamAsync("LIFE", cancellationToken: Token);

        Assert.Equal(TimeSpan.FromMinutes(2), created.Info.Config.DuplicateWindow);
        Assert.Equal(StreamConfigStorage.File, created.Info.Config.Storage);
        Assert.Equal(100, updated.Info.Config.MaxMsgs);
        Assert.Equal(["life.>", "afterlife.>"], read.Info.Config.Subjects!);
        Assert.Equal(TimeSpan.FromDays(7), read.Info.Config.MaxAge);
        Assert.True(read.Info.Config.AllowDirect);
        Assert.True(await js.DeleteStreamAsync("LIFE", Token));
        var error = await Assert.ThrowsAsync<NatsJSApiException>(async () => await js.GetStreamAsync("LIFE", cancellationToken: Token));
        Assert.Equal((404, 10059), (error.Error.Code, error.Error.ErrCode));
    }

    [Fact]
    public async Task A_bad_configuration_is_refused_with_the_servers_words()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("OVERLAP", ["overlap.>"]), Token);

        var error = await Assert.ThrowsAsync<NatsJSApiException>(async () => await js.CreateStreamAsync(new StreamConfig("OVERLAP2", ["overlap.x"]), Token));

        Assert.Equal(10065, error.Error.ErrCode);
        Assert.Contains("overlap", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await js.CreateStreamAsync(new StreamConfig("a.b", ["ab"]), Token));
    }

    [Fact]
    public async Task Streams_are_listed()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("LISTED", ["listed.>"]), Token);

        var names = new List<string>();
        await foreach (var name in js.ListStreamNamesAsync("listed.>", Token))
            names.Add(name);

        Assert.Equal(["LISTED"], names);
        Assert.True((await js.GetAccountInfoAsync(Token)).Streams >= 1);
    }

    [Fact]
    public async Task A_publish_is_acknowledged_with_its_place()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("PLACES", ["places.>"]), Token);

        var first = await js.PublishAsync("places.a", "1", cancellationToken: Token);
        var second = await js.PublishAsync("places.b", "2", cancellationToken: Token);

        Assert.Equal(("PLACES", 1UL, false), (first.Stream, first.Seq, first.Duplicate));
        Assert.Equal(2UL, second.Seq);
        second.EnsureSuccess();
    }

    [Fact]
    public async Task The_same_message_id_is_stored_once()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        var stream = await js.CreateStreamAsync(new StreamConfig("ONCE", ["once"]) { DuplicateWindow = TimeSpan.FromMinutes(2) }, Token);

        var first = await js.PublishAsync("once", "1", opts: new NatsJSPubOpts { MsgId = "id" }, cancellationToken: Token);
        var again = await js.PublishAsync("once", "1", opts: new NatsJSPubOpts { MsgId = "id" }, cancellationToken: Token);

        Assert.Equal((first.Seq, true), (again.Seq, again.Duplicate));
        Assert.Throws<NatsJSDuplicateMessageException>(again.EnsureSuccess);
        Assert.False(again.IsSuccess());
        await stream.RefreshAsync(Token);
        Assert.Equal(1, stream.Info.State.Messages);
    }

    [Fact]
    public async Task A_wrong_expectation_is_refused()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("EXPECT", ["expect.>"]), Token);
        await js.PublishAsync("expect.a", "1", opts: new NatsJSPubOpts { ExpectedLastSequence = 0, ExpectedStream = "EXPECT", ExpectedLastSubjectSequence = 0 }, cancellationToken: Token);

        var wrongSequence = await js.PublishAsync("expect.a", "2", opts: new NatsJSPubOpts { ExpectedLastSequence = 7 }, cancellationToken: Token);
        var wrongSubjectSequence = await js.PublishAsync("expect.a", "2", opts: new NatsJSPubOpts { ExpectedLastSubjectSequence = 0 }, cancellationToken: Token);
        var wrongStream = await js.PublishAsync("expect.a", "2", opts: new NatsJSPubOpts { ExpectedStream = "OTHER" }, cancellationToken: Token);

        Assert.Equal(10071, wrongSequence.Error?.ErrCode);
        Assert.Equal(10071, wrongSubjectSequence.Error?.ErrCode);
        Assert.Equal(10060, wrongStream.Error?.ErrCode);
        Assert.Throws<NatsJSApiException>(wrongStream.EnsureSuccess);
    }

    [Fact]
    public async Task A_publish_without_a_stream_says_that_nothing_answered()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);

        var result = await js.TryPublishAsync("no.stream", "1", opts: new NatsJSPubOpts { RetryAttempts = 2, RetryWaitBetweenAttempts = TimeSpan.FromMilliseconds(1) }, cancellationToken: Token);

        Assert.False(result.Success);
        Assert.IsType<NatsJSPublishNoResponseException>(result.Error);
        await Assert.ThrowsAsync<NatsJSPublishNoResponseException>(async () => await js.PublishAsync("no.stream", "1", cancellationToken: Token));
    }

    [Fact]
    public async Task Publishes_can_be_under_way_together()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig("TOGETHER", ["together"]), Token);

        var futures = new List<NatsJSPublishConcurrentFuture>();
        for (var i = 0; i < 100; i++)
            futures.Add(await js.PublishConcurrentAsync("together", i, cancellationToken: Token));

        for (var i = 0; i < 100; i++)
        {
            await using var future = futures[i];
            Assert.Equal((ulong)i + 1, (await future.GetResponseAsync(Token)).Seq);
        }
    }

    [Fact]
    public async Task Messages_are_read_by_place_and_by_subject()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        var stream = await js.CreateStreamAsync(new StreamConfig("READ", ["read.*"]) { AllowDirect = true }, Token);
        await js.PublishAsync("read.a", "first", headers: new NatsHeaders { ["By"] = "test" }, cancellationToken: Token);
        await js.PublishAsync("read.b", "second", cancellationToken: Token);
        await js.PublishAsync("read.a", "third", cancellationToken: Token);

        var bySequence = await stream.GetDirectAsync<string>(new StreamMsgGetRequest { Seq = 1 }, cancellationToken: Token);
        var last = await stream.GetDirectAsync<string>(new StreamMsgGetRequest { LastBySubj = "read.a" }, cancellationToken: Token);
        var next = await stream.GetDirectAsync<string>(new StreamMsgGetRequest { Seq = 2, NextBySubj = "read.a" }, cancellationToken: Token);
        var missing = await stream.GetDirectAsync<string>(new StreamMsgGetRequest { LastBySubj = "read.z" }, cancellationToken: Token);
        var stored = await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = "read.b" }, Token);

        Assert.Equal(("first", "test", "1"), (bySequence.Data, bySequence.Headers!["By"].ToString(), bySequence.Headers["Nats-Sequence"].ToString()));
        Assert.Equal(("third", "read.a"), (last.Data, last.Headers!["Nats-Subject"].ToString()));
        Assert.Equal("third", next.Data);
        Assert.Equal((404, null), (missing.Headers?.Code, missing.Data));
        Assert.Equal(("read.b", 2UL, "second"), (stored.Message.Subject, stored.Message.Seq, Encoding.UTF8.GetString(stored.Message.Data.Span)));
        var error = await Assert.ThrowsAsync<NatsJSApiException>(async () => await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = "read.z" }, Token));
        Assert.Equal((404, 10037), (error.Error.Code, error.Error.ErrCode));
    }

    [Fact]
    public async Task The_state_counts_messages_by_subject_and_a_purge_takes_some()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection);
        var stream = await js.CreateStreamAsync(new StreamConfig("COUNT", ["count.*"]), Token);
        for (var i = 0; i < 3; i++)
            await js.PublishAsync("count.a", i, cancellationToken: Token);
        await js.PublishAsync("count.b", 1, cancellationToken: Token);

        var counted = await js.GetStreamAsync("COUNT", new StreamInfoRequest { SubjectsFilter = "count.>" }, Token);
        var purged = await stream.PurgeAsync(new StreamPurgeRequest { Filter = "count.a", Keep = 1 }, Token);
        var deleted = await stream.DeleteMessageAsync(new StreamMsgDeleteRequest { Seq = 4 }, Token);

        Assert.Equal(3, counted.Info.State.Subjects!["count.a"]);
        Assert.Equal(1, counted.Info.State.Subjects["count.b"]);
        Assert.Equal(2L, purged.Purged);
        Assert.True(deleted.Success);
        await stream.RefreshAsync(Token);
        Assert.Equal(1, stream.Info.State.Messages);
    }

    [Fact]
    public async Task Without_JetStream_the_api_does_not_answer()
    {
        await using var connection = nats.Connect();
        var js = new NatsJSContext(connection, new NatsJSOpts(connection.Opts, domain: "elsewhere"));

        await Assert.ThrowsAnyAsync<NatsException>(async () => await js.GetStreamAsync("ANY", cancellationToken: Token));
    }
}
