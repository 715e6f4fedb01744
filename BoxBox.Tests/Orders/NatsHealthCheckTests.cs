using BoxBox.Orders.Stream;
using BoxBox.Tests.Polyfills.Nats;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using NATS.Client.Core;

namespace BoxBox.Tests.Orders;

public sealed class NatsHealthCheckTests
{
    [Fact]
    public async Task A_server_that_holds_the_connection_and_answers_nothing_is_unhealthy_after_two_seconds()
    {
        await using var server = new FakeNatsServer(async (client, _) =>
        {
            await client.GreetAsync();
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = server.Url });
        await connection.ConnectAsync();
        var time = new FakeTimeProvider();

        var health = new NatsHealthCheck(connection, time).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HealthStatus.Unhealthy, (await health.InTime(TestContext.Current.CancellationToken)).Status);
    }
}
