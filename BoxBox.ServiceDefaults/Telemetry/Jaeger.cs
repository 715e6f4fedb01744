using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>A second copy of the traces, for a Jaeger beside the collector of the <c>OTEL_</c> variables: <c>JAEGER_OTLP_ENDPOINT</c>, OTLP over gRPC.</summary>
internal static class Jaeger
{
    private const string Setting = "JAEGER_OTLP_ENDPOINT";

    public static bool IsThere(IConfiguration configuration) => configuration[Setting] is { Length: > 0 };

    public static void AddJaeger(this TracerProviderBuilder traces, IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } setting) return;
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{Setting} must be an absolute http or https URL; it is '{setting}'.");
        traces.AddOtlpExporter("jaeger", exporter =>
        {
            // The options start from the OTEL_ variables; the other collector's key is none of Jaeger's business.
            (exporter.Endpoint, exporter.Protocol, exporter.Headers) = (endpoint, OtlpExportProtocol.Grpc, "");
        });
    }
}
