using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.ServiceDefaults;

[Collection(nameof(Alone))]
public sealed class OtlpExportTests
{
    [Fact(Timeout = 60_000)]
    public async Task Logs_metrics_and_traces_go_where_the_standard_variable_says()
    {
        await using var collector = await OtlpReceiver.StartOverHttpAsync();

        await RunAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "pasticciere"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=pasticciere-1"));

        Assert.Equal("logs, metrics, traces", string.Join(", ", collector.Received.Keys.Order()));
        Assert.Contains("GET /cake", TextOf(collector, "traces"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", TextOf(collector, "metrics"), StringComparison.Ordinal);
        Assert.Contains("The cake is ready", TextOf(collector, "logs"), StringComparison.Ordinal);
        Assert.All(collector.Received.Keys, signal => Assert.Contains("pasticciere-1", TextOf(collector, signal), StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_the_variable_nothing_is_sent_and_the_service_runs()
    {
        await using var collector = await OtlpReceiver.StartOverHttpAsync();

        await RunAsync(("OTEL_SERVICE_NAME", "pasticciere"));

        Assert.Empty(collector.Received);
    }

    [Fact(Timeout = 60_000)]
    public async Task Traces_go_to_jaeger_too_where_there_is_one()
    {
        await using var collector = await OtlpReceiver.StartOverHttpAsync();
        await using var jaeger = await OtlpReceiver.StartOverGrpcAsync();

        await RunAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("JAEGER_OTLP_ENDPOINT", jaeger.Address));

        Assert.Contains("GET /cake", TextOf(collector, "traces"), StringComparison.Ordinal);
        Assert.Equal(["trace"], jaeger.Received.Keys);
        Assert.Contains("GET /cake", TextOf(jaeger, "trace"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_jaeger_address_that_is_none_stops_the_service_and_is_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(("JAEGER_OTLP_ENDPOINT", "localhost")));

        Assert.Contains("JAEGER_OTLP_ENDPOINT", error.Message, StringComparison.Ordinal);
    }

    private static async Task RunAsync(params (string Key, string Value)[] settings)
    {
        var builder = LoopbackApp.CreateBuilder(settings: settings).AddServiceDefaults();
        await using var app = builder.Build();
        app.MapGet("/cake", (ILogger<OtlpExportTests> logger) =>
        {
            logger.Log(LogLevel.Information, default, "The cake is ready", null, (text, _) => text);
            return "cake";
        });
        using var client = await app.StartWithClientAsync();
        await client.GetStringAsync(new Uri("/cake", UriKind.Relative), TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Strings stand in protobuf as they are.</summary>
    internal static string TextOf(OtlpReceiver collector, string signal) =>
        string.Concat(collector.Received[signal].Select(Encoding.UTF8.GetString));
}
