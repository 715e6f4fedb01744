using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class ConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_from_the_url_and_from_the_options()
    {
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "box@box", Password = "p:w/d %" });
        await using var byUrl = new NatsConnection(NatsOpts.Default with { Url = server.Url });
        await using var byOptions = new NatsConnection(NatsOpts.Default with
        {
            Url = server.UrlWithoutCredentials,
            AuthOpts = NatsAuthOpts.Default with { Username = "box@box", Password = "p:w/d %" },
        });

        await byUrl.ConnectAsync();
        await byOptions.ConnectAsync();

        Assert.Equal(NatsConnectionState.Open, byUrl.ConnectionState);
        Assert.Equal(NatsConnectionState.Open, byOptions.ConnectionState);
    }

    [Fact]
    public async Task A_wrong_password_is_an_authorization_error()
    {
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "user", Password = "right" });
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = $"nats://user:n0t-it@127.0.0.1:{server.Port}" });

        var error = await Assert.ThrowsAnyAsync<NatsException>(async () => await connection.ConnectAsync());

        var refusal = error as NatsServerException ?? error.InnerException as NatsServerException;
        Assert.True(refusal?.IsAuthError);
        Assert.DoesNotContain("n0t-it", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(NatsConnectionState.Closed, connection.ConnectionState);
    }

    [Fact]
    public async Task A_token_opens()
    {
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = "authorization: { token: s3cret }" });
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = $"nats://s3cret@127.0.0.1:{server.Port}" });

        await connection.ConnectAsync();

        Assert.Equal(NatsConnectionState.Open, connection.ConnectionState);
    }

    [Fact]
    public async Task Without_a_server_connecting_fails_and_can_be_tried_again()
    {
        var port = FreePort.Next();
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = $"nats://127.0.0.1:{port}" });

        await Assert.ThrowsAnyAsync<NatsException>(async () => await connection.ConnectAsync());

        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { Port = port });
        await connection.ConnectAsync();
        Assert.Equal(NatsConnectionState.Open, connection.ConnectionState);
    }

    [Fact]
    public async Task The_first_connect_can_be_tried_until_it_succeeds()
    {
        var port = FreePort.Next();
        await using var connection = new NatsConnection(Hasty.Options($"nats://127.0.0.1:{port}") with { RetryOnInitialConnect = true });

        var connecting = connection.ConnectAsync().AsTask();
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { Port = port });

        await connecting.InTime(Token);
        Assert.Equal(NatsConnectionState.Open, connection.ConnectionState);
    }

    [Fact]
    public async Task Who_gave_up_waiting_for_a_connection_leaves_no_failure_behind_unseen()
    {
        using var unseen = new UnobservedFailures();
        var giveUp = new TaskCompletionSource();
        await using var server = new FakeNatsServer((_, _) => giveUp.Task.InTime(Token));

        await ConnectInVainAsync(server.Url, giveUp);

        Assert.DoesNotContain(await unseen.CollectAsync(), error => error.ToString().Contains(server.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_changed_while_away_ends_in_the_failed_state()
    {
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "user", Password = "old" });
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await connection.ConnectAsync();
        var failed = connection.NextReconnectFailed();
        await server.KillAsync();
        await failed.InTime(Token);

        await using var changed = await NatsServerProcess.StartAsync(new NatsServerOptions { Port = server.Port, User = "user", Password = "new" });

        await Assert.ThrowsAnyAsync<NatsException>(async () => await connection.PublishAsync("x", 1, cancellationToken: Token).AsTask().InTime(Token));
        Assert.Equal(NatsConnectionState.Failed, connection.ConnectionState);
    }

    [Fact]
    public async Task Attempts_to_reconnect_can_be_limited()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url) with { MaxReconnectRetry = 2 });
        await connection.ConnectAsync();

        var lost = connection.NextDisconnected();
        await server.KillAsync();
        await lost.InTime(Token);

        await Assert.ThrowsAnyAsync<NatsException>(async () => await connection.PublishAsync("x", 1, cancellationToken: Token).AsTask().InTime(Token));
        Assert.Equal(NatsConnectionState.Failed, connection.ConnectionState);
    }

    [Fact]
    public async Task A_second_server_takes_over()
    {
        await using var one = await NatsServerProcess.StartAsync();
        await using var other = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options($"{one.Url},{other.Url}") with { NoRandomize = true });
        await connection.ConnectAsync();
        var opened = connection.NextOpened();

        await one.KillAsync();

        await opened.InTime(Token);
        Assert.Equal(other.Port, connection.ServerInfo!.Port);
    }

    [Fact]
    public async Task Lame_duck_mode_is_announced()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(Hasty.Options(server.Url));
        await connection.ConnectAsync();
        var announced = connection.NextLameDuck();

        await server.StartLameDuckModeAsync(Token);

        Assert.Equal(server.Port, (await announced.InTime(Token)).Uri.Port);
    }

    [Fact]
    public async Task Disposing_hands_over_what_was_published()
    {
        const int messages = 30;
        await using var server = await NatsServerProcess.StartAsync();
        await using var listener = new NatsConnection(NatsOpts.Default with { Url = server.Url });
        await using var sub = await listener.SubscribeCoreAsync<byte[]>("drain", cancellationToken: Token);
        await listener.PingAsync(Token);

        // A buffer that takes all of it: what is published here has not left when the connection is disposed.
        await using (var connection = new NatsConnection(NatsOpts.Default with { Url = server.Url, WriterBufferSize = messages * 1_000_000 }))
        {
            for (var i = 0; i < messages; i++)
                await connection.PublishAsync("drain", new byte[1_000_000], cancellationToken: Token);
        }

        for (var i = 0; i < messages; i++)
            Assert.Equal(1_000_000, (await sub.Msgs.ReadAsync(Token).InTime(Token)).Data!.Length);
    }

    [Fact]
    public async Task Disposing_ends_subscriptions_and_leaves_what_has_arrived_readable()
    {
        await using var server = await NatsServerProcess.StartAsync();
        var connection = new NatsConnection(NatsOpts.Default with { Url = server.Url });
        var sub = await connection.SubscribeCoreAsync<int>("last", cancellationToken: Token);
        for (var i = 0; i < 10; i++)
            await connection.PublishAsync("last", i, cancellationToken: Token);
        await connection.PingAsync(Token);

        await connection.DisposeAsync();

        var got = new List<int>();
        await foreach (var msg in sub.Msgs.ReadAllAsync(Token))
            got.Add(msg.Data);
        Assert.Equal(Enumerable.Range(0, 10), got);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await connection.PublishAsync("last", 1, cancellationToken: Token));
    }

    // In a method of its own, so that nothing on the test's stack keeps a task alive.
    private static async Task ConnectInVainAsync(string url, TaskCompletionSource giveUp)
    {
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = url });
        using var impatience = new CancellationTokenSource();
        var before = connection.ConnectAsync().AsTask();
        var publishing = connection.PublishAsync("a", "b", cancellationToken: impatience.Token).AsTask();
        var after = connection.ConnectAsync().AsTask();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        giveUp.SetResult();
        await Assert.ThrowsAnyAsync<NatsException>(() => before);
        await Assert.ThrowsAnyAsync<NatsException>(() => after);
    }
}
