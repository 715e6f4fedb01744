using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class UselessServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("INFO {}")]
    [InlineData("INFO {}\r\n-ERR 'Unknown Protocol Operation'\r\n")]
    [InlineData("INFO {}\r\nMSG a 1 1\r\na\r\n")]
    public async Task A_server_that_does_not_greet_is_no_server(string greeting)
    {
        await using var server = new FakeNatsServer(async (client, _) =>
        {
            await client.SendAsync(greeting);
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url) with { ConnectTimeout = TimeSpan.FromMilliseconds(300), RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await Assert.ThrowsAnyAsync<NatsException>(async () => await connection.ConnectAsync());

        Assert.Equal(NatsConnectionState.Closed, connection.ConnectionState);
    }

    [Fact]
    public async Task A_server_that_stops_answering_pings_is_left()
    {
        await using var server = new FakeNatsServer(async (client, _) =>
        {
            await client.GreetAsync();
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url) with { PingInterval = TimeSpan.FromMilliseconds(50) });
        var lost = connection.NextDisconnected();

        await connection.ConnectAsync();

        await lost.InTime(Token);
    }

    [Fact]
    public async Task A_server_that_closes_at_once_is_tried_again()
    {
        await using var server = new FakeNatsServer(async (client, number) =>
        {
            if (number is 1 or 2)
                return;
            await client.GreetAsync();
            if (number > 0)
                await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url));
        var lost = connection.NextDisconnected();
        await connection.ConnectAsync();
        await lost.InTime(Token);

        var reopened = connection.NextOpened();
        await connection.ConnectAsync();

        Assert.Equal(NatsConnectionState.Open, connection.ConnectionState);
        await reopened.InTime(Token);
    }

    /// <summary>The fake server does not answer when the client wants to close in good order.</summary>
    private static NatsOpts Impatient(string url) => Hasty.Options(url) with { CommandTimeout = TimeSpan.FromMilliseconds(100) };
}
