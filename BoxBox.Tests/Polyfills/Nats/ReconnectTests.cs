using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class ReconnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_lives_on_after_the_server_was_killed()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await using var sub = await connection.SubscribeCoreAsync<string>("alive.>", cancellationToken: Token);
        await connection.PublishAsync("alive.before", "1", cancellationToken: Token);
        Assert.Equal("1", (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);

        var (lost, opened) = (connection.NextDisconnected(), connection.NextOpened());
        await server.KillAsync();
        await lost.InTime(Token);
        Assert.NotEqual(NatsConnectionState.Open, connection.ConnectionState);
        await server.RestartAsync();
        await opened.InTime(Token);

        await connection.PublishAsync("alive.after", "2", cancellationToken: Token);
        Assert.Equal("2", (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);
    }

    [Fact]
    public async Task A_limited_subscription_counts_on_after_a_reconnect()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await using var sub = await connection.SubscribeCoreAsync<int>("limited", opts: new NatsSubOpts { MaxMsgs = 3 }, cancellationToken: Token);
        await connection.PublishAsync("limited", 0, cancellationToken: Token);
        await sub.Msgs.ReadAsync(Token).InTime(Token);

        await RestartUnderAsync(server, connection);
        for (var i = 1; i < 10; i++)
            await connection.PublishAsync("limited", i, cancellationToken: Token);

        var got = new List<int>();
        await foreach (var msg in sub.Msgs.ReadAllAsync(Token))
            got.Add(msg.Data);
        Assert.Equal([1, 2], got);
    }

    [Fact]
    public async Task A_publish_while_the_server_is_away_waits_for_it()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await using var sub = await connection.SubscribeCoreAsync<string>("waits", cancellationToken: Token);
        var lost = connection.NextDisconnected();
        await server.KillAsync();
        await lost.InTime(Token);

        var publish = connection.PublishAsync("waits", "patience", cancellationToken: Token).AsTask();
        Assert.False(publish.IsCompleted);
        await server.RestartAsync();

        await publish.InTime(Token);
        Assert.Equal("patience", (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data);
    }

    [Fact]
    public async Task A_publish_while_the_server_is_away_can_be_limited_to_the_command_timeout()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url) with { PublishTimeoutOnDisconnected = true, CommandTimeout = TimeSpan.FromMilliseconds(200) });
        await connection.ConnectAsync();
        var lost = connection.NextDisconnected();
        await server.KillAsync();
        await lost.InTime(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connection.PublishAsync("never", 1, cancellationToken: Token));
        Assert.False(Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Messages_keep_their_order_through_kills_in_the_middle_of_traffic()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url) with { SubPendingChannelCapacity = 1_000_000 });
        await using var sub = await connection.SubscribeCoreAsync<int>("traffic", cancellationToken: Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var publishing = PublishUntilAsync(connection, stop.Token);

        for (var kill = 0; kill < 3; kill++)
        {
            await sub.Msgs.ReadAsync(Token).InTime(Token);
            await RestartUnderAsync(server, connection);
        }

        await stop.CancelAsync();
        var last = await publishing.InTime(Token);
        await connection.PublishAsync("traffic", last + 1, cancellationToken: Token);
        var previous = -1;
        while (previous != last + 1)
        {
            var msg = await sub.Msgs.ReadAsync(Token).InTime(Token);
            Assert.True(msg.Data > previous, $"{msg.Data} came after {previous}");
            previous = msg.Data;
        }
    }

    [Fact]
    public async Task Requests_work_again_after_a_reconnect()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await using var service = await connection.SubscribeCoreAsync<string>("echo", cancellationToken: Token);
        var serving = Task.Run(
            async () =>
            {
                await foreach (var request in service.Msgs.ReadAllAsync(Token))
                    await request.ReplyAsync(request.Data, cancellationToken: Token);
            },
            Token);
        Assert.Equal("a", (await connection.RequestAsync<string, string>("echo", "a", cancellationToken: Token)).Data);

        await RestartUnderAsync(server, connection);

        Assert.Equal("b", (await connection.RequestAsync<string, string>("echo", "b", cancellationToken: Token)).Data);
        await service.UnsubscribeAsync();
        await serving.InTime(Token);
    }

    [Fact]
    public async Task A_reconnect_can_be_asked_for()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await connection.ConnectAsync();
        var client = connection.ServerInfo!.ClientId;
        var lost = connection.NextDisconnected();

        await connection.ReconnectAsync();

        await lost.InTime(Token);
        await connection.ConnectAsync();
        Assert.NotEqual(client, connection.ServerInfo!.ClientId);
    }

    private static async Task<int> PublishUntilAsync(NatsConnection connection, CancellationToken stop)
    {
        for (var i = 0; ; i++)
        {
            await connection.PublishAsync("traffic", i, cancellationToken: Token);
            if (stop.IsCancellationRequested)
                return i;
            if (i % 100 == 0)
                await Task.Yield();
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
