using System.Diagnostics.Metrics;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Logs, metrics and traces of a service. The standard <c>OTEL_</c> variables name it, sample it and say where all of it goes.</summary>
internal static class TelemetryDefaults
{
    private const string OwnSources = "BoxBox.*";
    private const string JaegerEndpoint = "JAEGER_OTLP_ENDPOINT";

    /// <summary>Asked for every few seconds: the spans would hide the orders'.</summary>
    private static readonly string[] Noise =
    [
        ServiceDefaultsExtensions.ReadinessPath, ServiceDefaultsExtensions.LivenessPath, "/healthz",
        "/grpc.health.v1.Health", "/grpc.reflection.v1.ServerReflection", "/grpc.reflection.v1alpha.ServerReflection",
    ];

    /// <summary>Histogram buckets for what people take seconds for: the SDK's defaults would put every dough into the same one or two.</summary>
    private static readonly double[] HumanSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120, 300];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Without a collector nothing is exported, rather than tried for ever on the exporter's default port. Nor is anything recorded: nobody could ever
        // see it, and every request would pay for it.
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var jaeger = builder.Configuration[JaegerEndpoint] is { Length: > 0 } setting ? JaegerAt(setting) : null;
        // A call is named by its method; as a request every one of them would be "POST" and 200.
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_ENABLE_GRPC_INSTRUMENTATION"] ??= "true";
        builder.Configuration["OTEL_METRICS_EXEMPLAR_FILTER"] ??= "trace_based";
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            if (export) logs.AddOtlpExporter();
        });
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics().WithTracing();
        if (export) telemetry.WithMetrics(AddMetrics);
        if (export || jaeger is not null) telemetry.WithTracing(traces => AddTraces(traces, export, jaeger));
    }

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation()
        .AddMeter(OwnSources, "NATS.Net")
        .AddView(BucketsOf)
        .AddOtlpExporter();

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
                incoming.Filter = IsWorthASpan;
                incoming.RecordException = true;
            })
            // The request that carries a call says nothing that the call does not.
            .AddGrpcClientInstrumentation(outgoing => outgoing.SuppressDownstreamInstrumentation = true)
            .AddHttpClientInstrumentation(outgoing => outgoing.RecordException = true);
        // Not UseOtlpExporter: it allows no other beside it. Jaeger gets a second copy.
        if (export) traces.AddOtlpExporter();
        // The options start from the OTEL_ variables; the other collector's key is none of Jaeger's business.
        if (jaeger is not null)
            traces.AddOtlpExporter("jaeger", exporter => (exporter.Endpoint, exporter.Protocol, exporter.Headers) = (jaeger, OtlpExportProtocol.Grpc, ""));
    }

    private static Uri JaegerAt(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new InvalidOperationException($"{JaegerEndpoint} must be an absolute http or https URL; it is '{setting}'.");

    private static bool IsWorthASpan(HttpContext http) =>
        !Array.Exists(Noise, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) && !IsEventStream(http.Request);

    // It lasts for hours. Not every client says in Accept that it wants a stream of events: curl does not.
    private static bool IsEventStream(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)
        || request.Path.Value?.EndsWith("/sse", StringComparison.OrdinalIgnoreCase) == true;
}
