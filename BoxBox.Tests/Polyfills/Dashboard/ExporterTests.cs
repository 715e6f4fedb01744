using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>The OpenTelemetry SDK's own exporter sends; both ways of sending it knows.</summary>
public sealed partial class ExporterTests
{
    private static readonly ResourceBuilder Maestro = ResourceBuilder.CreateEmpty().AddService("maestro", serviceInstanceId: "one");

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task What_the_SDK_sends_is_shown(OtlpExportProtocol protocol)
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        var trace = Send(dashboard, protocol);

        Assert.Contains("maestro-one", (await dashboard.OpenAsync("/structuredlogs?q=leclerc")).Text, StringComparison.Ordinal);
        Assert.Single((await dashboard.OpenAsync($"/structuredlogs?traceId={trace}")).Rows);
        Assert.Contains("maestro: smoking", (await dashboard.OpenAsync($"/traces/{trace}")).Text, StringComparison.Ordinal);
        var chart = await dashboard.OpenAsync("/metrics?resource=maestro&meter=BoxBox.Tests.Exporter&instrument=smoke");
        Assert.Equal("1.5 s", chart.Legend("P50"));
    }

    private static ActivityTraceId Send(DashboardApp dashboard, OtlpExportProtocol protocol)
    {
        using var source = new ActivitySource("BoxBox.Tests.Exporter");
        using var meter = new Meter("BoxBox.Tests.Exporter");
        using var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Maestro).AddSource(source.Name).AddOtlpExporter(options => Configure(options, "traces")).Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Maestro).AddMeter(meter.Name).AddOtlpExporter(options => Configure(options, "metrics")).Build();
        using var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options => options.SetResourceBuilder(Maestro).AddOtlpExporter(exporter => Configure(exporter, "logs"))));

        using (var activity = source.StartActivity("smoking"))
        {
            Assert.NotNull(activity);
            // The one measured value is the smallest and the largest: every percentile is that value.
            meter.CreateHistogram<double>("smoke", "s").Record(1.5);
            var logger = loggers.CreateLogger("Tests");
            LogSmoked(logger, "charles_leclerc");
            activity.Stop();
            Assert.True(traces.ForceFlush());
            Assert.True(metrics.ForceFlush());
            return activity.TraceId;
        }

        void Configure(OtlpExporterOptions options, string signal)
        {
            options.Protocol = protocol;
            options.Endpoint = protocol == OtlpExportProtocol.Grpc ? dashboard.OtlpGrpc : new Uri(dashboard.OtlpHttp, $"v1/{signal}");
            // Its own way of getting one asks the logging's services, which may be disposed when the last logs are sent.
            options.HttpClientFactory = () => new HttpClient();
            options.Headers = $"x-otlp-api-key={DashboardApp.ApiKey}";
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Smoked after the order of {Username}")]
    private static partial void LogSmoked(ILogger logger, string username);
}
