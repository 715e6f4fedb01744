using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class HostingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_publishes_to_a_stream()
    {
        await using var server = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "user", Password = "secret" });
        var builder = Builder(("ConnectionStrings:nats", server.Url));
        builder.AddNatsClient("nats");
        builder.AddNatsJetStream();
        using var host = builder.Build();

        var js = host.Services.GetRequiredService<INatsJSContext>();
        await js.CreateStreamAsync(new StreamConfig("HOSTED", ["hosted"]), Token);
        var ack = await js.PublishAsync("hosted", "1", cancellationToken: Token);

        Assert.Equal(1UL, ack.Seq);
        Assert.Same(host.Services.GetRequiredService<INatsConnection>(), js.Connection);
        await host.Services.GetRequiredService<NatsConnection>().DisposeAsync();
    }

    [Fact]
    public async Task The_health_tells_the_truth()
    {
        await using var server = await NatsServerProcess.StartAsync();
        var builder = Builder(("ConnectionStrings:nats", server.Url));
        builder.AddNatsClient("nats", options => options with { ReconnectWaitMin = TimeSpan.FromMilliseconds(20), ReconnectWaitMax = TimeSpan.FromMilliseconds(100) });
        using var host = builder.Build();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        await using var connection = host.Services.GetRequiredService<NatsConnection>();

        var before = await health.CheckHealthAsync(Token);
        var (lost, opened) = (connection.NextDisconnected(), connection.NextOpened());
        await server.KillAsync();
        await lost.InTime(Token);
        var away = await health.CheckHealthAsync(Token);
        await server.RestartAsync();
        await opened.InTime(Token);
        var after = await health.CheckHealthAsync(Token);

        Assert.Equal(["NATS"], before.Entries.Keys);
        Assert.Equal(HealthStatus.Healthy, before.Status);
        Assert.NotEqual(HealthStatus.Healthy, away.Status);
        Assert.Equal(HealthStatus.Healthy, after.Status);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unhealthy()
    {
        var builder = Builder(("ConnectionStrings:nats", $"nats://127.0.0.1:{FreePort.Next()}"));
        builder.AddNatsClient("nats");
        using var host = builder.Build();
        await using var connection = host.Services.GetRequiredService<NatsConnection>();

        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
    }

    [Fact]
    public void A_missing_connection_string_is_named()
    {
        var builder = Builder();
        builder.AddNatsClient("nats");
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<INatsConnection>());

        Assert.Contains("nats", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_check_can_be_left_out()
    {
        var builder = Builder(("ConnectionStrings:nats", "nats://127.0.0.1:1"));
        builder.AddNatsClient("nats", settings => settings.DisableHealthChecks = true);
        using var host = builder.Build();

        Assert.Null(host.Services.GetService<HealthCheckService>());
    }

    [Fact]
    public async Task A_keyed_client_has_its_own_connection_and_health()
    {
        await using var server = await NatsServerProcess.StartAsync();
        var builder = Builder(("Aspire:NATS:Net:second:ConnectionString", server.Url));
        builder.AddKeyedNatsClient("second");
        using var host = builder.Build();
        await using var connection = host.Services.GetRequiredKeyedService<NatsConnection>("second");

        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(["NATS_second"], health.Entries.Keys);
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Same(connection, host.Services.GetRequiredKeyedService<INatsConnection>("second"));
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Services.AddLogging();
        return builder;
    }
}
