using System.Diagnostics.Metrics;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Logs, metrics and traces of a service. The standard <c>OTEL_</c> variables name it, sample it and say where all of it goes.</summary>
internal static class TelemetryDefaults
{
    private const string OwnSources = "BoxBox.*";

    // Metrics of the NATS client.
    private const string NatsMeter = "NATS.Net";

    private const string GrpcServerSpans = "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_ENABLE_GRPC_INSTRUMENTATION";

    private const string JaegerEndpoint = "JAEGER_OTLP_ENDPOINT";

    /// <summary>Histogram buckets for what people take seconds for: the SDK's defaults would put every dough into the same one or two.</summary>
    private static readonly double[] HumanSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120, 300];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Without a collector nothing is exported, rather than tried for ever on the exporter's default port. Nor is anything recorded: nobody could ever
        // see it, and every request would pay for it.
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var jaeger = builder.Configuration[JaegerEndpoint] is { Length: > 0 } setting ? JaegerAt(setting) : null;
        // A call is named by its method; as a request every one of them would be "POST" and 200.
        builder.Configuration[GrpcServerSpans] ??= "true";
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            if (export) logs.AddOtlpExporter();
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                if (export) AddMetrics(metrics, builder.Configuration);
            })
            .WithTracing(traces =>
            {
                if (export || jaeger is not null) AddTraces(traces, export, jaeger);
            });
    }

    private static void AddMetrics(MeterProviderBuilder metrics, IConfiguration configuration)
    {
        metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(OwnSources, NatsMeter)
            .AddView(BucketsOf)
            .AddOtlpExporter();
        // What is set in code would win over the variable.
        if (string.IsNullOrEmpty(configuration["OTEL_METRICS_EXEMPLAR_FILTER"])) metrics.SetExemplarFilter(ExemplarFilterType.TraceBased);
    }

    /// <summary>The buckets of Box Box's own histograms in seconds that bring none along; null leaves an instrument as it is.</summary>
    private static ExplicitBucketHistogramConfiguration? BucketsOf(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s", Advice: null } && instrument.Meter.Name.StartsWith("BoxBox.", StringComparison.Ordinal)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = HumanSeconds }
            : null;

    private static void AddTraces(TracerProviderBuilder traces, bool export, Uri? jaeger)
    {
        traces
            .AddSource(OwnSources)
            .AddProcessor(new OrderSpans.FromParent())
            .AddAspNetCoreInstrumentation(incoming =>
            {
                incoming.Filter = RequestNoise.IsWorthASpan;
                incoming.RecordException = true;
            })
            // The request that carries a call says nothing that the call does not.
            .AddGrpcClientInstrumentation(outgoing => outgoing.SuppressDownstreamInstrumentation = true)
            .AddHttpClientInstrumentation(outgoing => outgoing.RecordException = true);
        // Not UseOtlpExporter: it allows no other beside it. Jaeger gets a second copy.
        if (export) traces.AddOtlpExporter();
        if (jaeger is null) return;
        traces.AddOtlpExporter("jaeger", exporter =>
        {
            // The options start from the OTEL_ variables; the other collector's key is none of Jaeger's business.
            (exporter.Endpoint, exporter.Protocol, exporter.Headers) = (jaeger, OtlpExportProtocol.Grpc, "");
        });
    }

    private static Uri JaegerAt(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new InvalidOperationException($"{JaegerEndpoint} must be an absolute http or https URL; it is '{setting}'.");
}
