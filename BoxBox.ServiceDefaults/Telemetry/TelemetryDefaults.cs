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

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Without a collector nothing is exported, rather than tried for ever on the exporter's default port. Nor is anything recorded: nobody could ever
        // see it, and every request would pay for it.
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
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
                if (export || Jaeger.IsThere(builder.Configuration)) AddTraces(traces, builder.Configuration, export);
            });
    }

    private static void AddMetrics(MeterProviderBuilder metrics, IConfiguration configuration)
    {
        metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(OwnSources, NatsMeter)
            .AddView(HumanDurations.BucketsOf)
            .AddOtlpExporter();
        // What is set in code would win over the variable.
        if (string.IsNullOrEmpty(configuration["OTEL_METRICS_EXEMPLAR_FILTER"])) metrics.SetExemplarFilter(ExemplarFilterType.TraceBased);
    }

    private static void AddTraces(TracerProviderBuilder traces, IConfiguration configuration, bool export)
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
        // Not UseOtlpExporter: it allows no other beside it.
        if (export) traces.AddOtlpExporter();
        traces.AddJaeger(configuration);
    }
}
