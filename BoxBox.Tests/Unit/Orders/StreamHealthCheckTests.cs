using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Unit.Orders;

public sealed class StreamHealthCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_holds_the_connection_and_answers_nothing_is_unhealthy_after_two_seconds()
    {
        await using var server = HangingServer();

        Assert.Equal(HealthStatus.Unhealthy, await CheckAsync(server.Url));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_question_that_fails_when_nobody_waits_for_it_any_more_goes_unnoticed()
    {
        using var unseen = new UnobservedFailures();
        await using var server = HangingServer();

        await CheckAsync(server.Url);

        Assert.DoesNotContain(await unseen.CollectAsync(), error => error.ToString().Contains("NATS", StringComparison.Ordinal));
    }

    private static FakeNatsServer HangingServer() => new(async (client, _) =>
    {
        await client.GreetAsync();
        await client.ListenAsync();
    });

    /// <summary>Returns when the connection is closed, and with it every question has ended.</summary>
    private static async Task<HealthStatus> CheckAsync(string url)
    {
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = url, CommandTimeout = TimeSpan.FromMilliseconds(100) });
        await connection.ConnectAsync();
        var time = new FakeTimeProvider();

        var jetStream = new NatsJSContext(connection);
        var setup = new StreamSetup(jetStream, Options.Create(new OrdersOptions()), time, NullLogger<StreamSetup>.Instance);
        var health = new StreamHealthCheck(connection, jetStream, setup, time, NullLogger<StreamHealthCheck>.Instance).CheckHealthAsync(new HealthCheckContext(), Token);
        time.Advance(TimeSpan.FromSeconds(2));
        return (await health.WaitAsync(TimeSpan.FromMinutes(1), Token)).Status;
    }
}
