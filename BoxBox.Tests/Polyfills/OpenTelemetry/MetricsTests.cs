using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace BoxBox.Tests.Polyfills.OpenTelemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task Server_client_and_runtime_report_their_metrics()
    {
        using var exporter = new MetricRecorder();
        var builder = LoopbackApp.CreateBuilder();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddReader(new BaseExportingMetricReader(exporter)));
        await using var app = builder.Build();
        app.MapGet("/", () => "ok");
        using var client = await app.StartWithClientAsync();

        await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.Equal("Microsoft.AspNetCore.Hosting", exporter.Meters.GetValueOrDefault("http.server.active_requests"));
        Assert.Equal("Microsoft.AspNetCore.Server.Kestrel", exporter.Meters.GetValueOrDefault("kestrel.active_connections"));
        Assert.Equal("Microsoft.AspNetCore.Routing", exporter.Meters.GetValueOrDefault("aspnetcore.routing.match_attempts"));
        Assert.Equal("System.Net.Http", exporter.Meters.GetValueOrDefault("http.client.request.duration"));
        Assert.Equal("System.Runtime", exporter.Meters.GetValueOrDefault("dotnet.process.memory.working_set"));
    }
}
