using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class RequestTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_gets_its_reply()
    {
        await using var connection = nats.Connect();
        await using var service = await connection.SubscribeCoreAsync<int>("double", cancellationToken: Token);
        var serving = ServeAsync(service, 100);

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => connection.RequestAsync<int, int>("double", i, cancellationToken: Token).AsTask())).InTime(Token);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), replies.Select(reply => reply.Data));
        await serving.InTime(Token);

        static async Task ServeAsync(INatsSub<int> service, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var request = await service.Msgs.ReadAsync(Token);
                await request.ReplyAsync(2 * request.Data, cancellationToken: Token);
            }
        }
    }

    [Fact]
    public async Task A_request_that_nobody_listens_to_fails_at_once()
    {
        await using var connection = nats.Connect();

        await Assert.ThrowsAsync<NatsNoRespondersException>(async () => await connection.RequestAsync<string, string>("nobody", "?", cancellationToken: Token));
    }

    [Fact]
    public async Task No_responders_can_be_taken_as_a_reply()
    {
        await using var connection = nats.Connect();

        var reply = await connection.RequestAsync<string, string>("nobody", "?", replyOpts: new NatsSubOpts { ThrowIfNoResponders = false }, cancellationToken: Token);

        Assert.True(reply.HasNoResponders);
        Assert.Throws<NatsNoRespondersException>(reply.EnsureSuccess);
    }

    [Fact]
    public async Task A_request_without_reply_ends_after_its_timeout()
    {
        await using var connection = nats.Connect();
        await using var silent = await connection.SubscribeCoreAsync<string>("silent", cancellationToken: Token);

        await Assert.ThrowsAsync<NatsNoReplyException>(async () => await connection.RequestAsync<string, string>("silent", "?", replyOpts: new NatsSubOpts { Timeout = TimeSpan.FromMilliseconds(200) }, cancellationToken: Token));
    }

    [Fact]
    public async Task Many_replies_end_with_an_empty_one()
    {
        await using var connection = nats.Connect();
        await using var service = await connection.SubscribeCoreAsync<string>("many", cancellationToken: Token);
        var serving = Task.Run(
            async () =>
            {
                var request = await service.Msgs.ReadAsync(Token);
                await request.ReplyAsync("a", cancellationToken: Token);
                await request.ReplyAsync("b", cancellationToken: Token);
                await request.ReplyAsync(cancellationToken: Token);
            },
            Token);

        var replies = new List<string?>();
        await foreach (var reply in connection.RequestManyAsync<string, string>("many", "?", cancellationToken: Token))
            replies.Add(reply.Data);

        Assert.Equal(["a", "b"], replies);
        await serving;
    }
}
