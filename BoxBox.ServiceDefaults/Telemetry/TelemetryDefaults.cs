using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Logs, metrics and traces of a service. The standard <c>OTEL_</c> variables name it, sample it and say where all of it goes.</summary>
internal static class TelemetryDefaults
{
    private const string OwnSources = "BoxBox.*";

    // Metrics of the NATS client, from the versions on that have them.
    private const string NatsMeter = "NATS.Net";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => AddMetrics(metrics, builder.Configuration))
            .WithTracing(traces => AddTraces(traces, builder.Configuration));

        // Without a collector nothing is exported, rather than tried for ever on the exporter's default port.
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) telemetry.UseOtlpExporter();
    }

    private static void AddMetrics(MeterProviderBuilder metrics, IConfiguration configuration)
    {
        metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(OwnSources, NatsMeter)
            .AddView(HumanDurations.BucketsOf);
        // What is set in code would win over the variable.
        if (string.IsNullOrEmpty(configuration["OTEL_METRICS_EXEMPLAR_FILTER"])) metrics.SetExemplarFilter(ExemplarFilterType.TraceBased);
    }

    private static void AddTraces(TracerProviderBuilder traces, IConfiguration configuration) =>
        traces
            .AddSource(OwnSources, GrpcTries.Source)
            .AddProcessor(new OrderIdOfParent())
            .AddProcessor(new GrpcTries())
            .AddAspNetCoreInstrumentation(incoming =>
            {
                incoming.Filter = RequestNoise.IsWorthASpan;
                incoming.RecordException = true;
                incoming.EnrichWithHttpResponse = GrpcSpans.DescribeServer;
            })
            .AddHttpClientInstrumentation(outgoing =>
            {
                outgoing.RecordException = true;
                outgoing.EnrichWithHttpRequestMessage = GrpcSpans.DescribeClient;
            })
            .AddJaeger(configuration);
}
