using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Describes the HTTP spans that carry gRPC calls: the server's is the call, the client's is one request of a try (<see cref="GrpcTries"/>).</summary>
internal static class GrpcSpans
{
    private const string GrpcMediaType = "application/grpc";
    private const string PreviousAttempts = "grpc-previous-rpc-attempts";

    public static void DescribeServer(Activity span, HttpResponse response)
    {
        var request = response.HttpContext.Request;
        if (!IsGrpc(request.ContentType)) return;
        GrpcSemantics.Describe(span, request.Path.Value);
        if (int.TryParse(span.GetTagItem("grpc.status_code")?.ToString(), CultureInfo.InvariantCulture, out var status))
            GrpcSemantics.SetStatus(span, status, GrpcSemantics.IsServersFault(status));
        // What the gRPC server says in words of its own is now said by the conventions.
        span.SetTag("grpc.status_code", null).SetTag("grpc.method", null);
    }

    /// <summary>Which try it is, as gRPC tells the server, by HTTP's conventions.</summary>
    public static void DescribeClient(Activity span, HttpRequestMessage request)
    {
        if (request.Headers.TryGetValues(PreviousAttempts, out var values) && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var attempts))
            span.SetTag("http.request.resend_count", attempts);
    }

    private static bool IsGrpc(string? contentType) => contentType?.StartsWith(GrpcMediaType, StringComparison.OrdinalIgnoreCase) == true;
}
