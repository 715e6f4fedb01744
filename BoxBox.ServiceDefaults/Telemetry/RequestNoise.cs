namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Requests that come every few seconds or last for hours; their spans would hide the orders'.</summary>
internal static class RequestNoise
{
    private static readonly string[] Paths =
    [
        ServiceDefaultsExtensions.ReadinessPath, ServiceDefaultsExtensions.LivenessPath, "/healthz",
        "/grpc.health.v1.Health", "/grpc.reflection.v1.ServerReflection", "/grpc.reflection.v1alpha.ServerReflection",
    ];

    public static bool IsWorthASpan(HttpContext context) =>
        !Array.Exists(Paths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && !IsEventStream(context.Request);

    // Not every client says in Accept that it wants a stream of events: curl does not.
    private static bool IsEventStream(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)
        || request.Path.Value?.EndsWith("/sse", StringComparison.OrdinalIgnoreCase) == true;
}
