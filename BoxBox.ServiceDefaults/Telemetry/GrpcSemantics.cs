using System.Diagnostics;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>A gRPC span's name and attributes, by OpenTelemetry's semantic conventions for RPC and gRPC.</summary>
internal static class GrpcSemantics
{
    public const string StatusCode = "rpc.grpc.status_code";

    // By number; grpc/statuscodes.md of the gRPC specification.
    private static readonly string[] StatusNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <param name="span">The client's or the server's.</param>
    /// <param name="path">The method as it stands in the request: <c>/package.Service/Method</c>.</param>
    public static void Describe(Activity span, string? path)
    {
        if (path?.Trim('/').Split('/') is not [var service, var method]) return;
        span.DisplayName = $"{service}/{method}";
        span.SetTag("rpc.system", "grpc");
        span.SetTag("rpc.service", service);
        span.SetTag("rpc.method", method);
    }

    /// <summary>What is an error to the client need not be the server's fault: of the server's, these are.</summary>
    public static bool IsServersFault(int status) => StatusNames.ElementAtOrDefault(status) is
        null or "UNKNOWN" or "DEADLINE_EXCEEDED" or "UNIMPLEMENTED" or "INTERNAL" or "UNAVAILABLE" or "DATA_LOSS";

    public static void SetStatus(Activity span, int status, bool isError)
    {
        span.SetTag(StatusCode, status);
        if (!isError) return;
        span.SetTag("error.type", StatusNames.ElementAtOrDefault(status) ?? "_OTHER");
        span.SetStatus(ActivityStatusCode.Error);
    }
}
