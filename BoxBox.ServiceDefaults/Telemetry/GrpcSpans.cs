using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Names and tags the HTTP spans of gRPC calls by OpenTelemetry's RPC conventions. A call has one span a try on each side, so that
/// retries can be seen; spans of the gRPC client's own beside them would show every call twice.
/// </summary>
internal static class GrpcSpans
{
    private const string GrpcMediaType = "application/grpc";
    private const string GrpcStatusHeader = "grpc-status";
    private const string StatusCodeAttribute = "rpc.grpc.status_code";

    public static void DescribeServer(Activity span, HttpResponse response)
    {
        var request = response.HttpContext.Request;
        if (!IsGrpc(request.ContentType)) return;
        Describe(span, request.Path.Value);
        if (span.GetTagItem("grpc.status_code") is { } status) SetStatus(span, status.ToString());
    }

    public static void DescribeClient(Activity span, HttpRequestMessage request)
    {
        if (IsGrpc(request.Content?.Headers.ContentType?.MediaType)) Describe(span, request.RequestUri?.AbsolutePath);
    }

    // A call that fails without a message has its status in the headers; any other's comes after the span has ended.
    public static void DescribeClient(Activity span, HttpResponseMessage response)
    {
        if (IsGrpc(response.Content.Headers.ContentType?.MediaType) && response.Headers.TryGetValues(GrpcStatusHeader, out var status))
            SetStatus(span, status.FirstOrDefault());
    }

    private static bool IsGrpc(string? contentType) => contentType?.StartsWith(GrpcMediaType, StringComparison.OrdinalIgnoreCase) == true;

    private static void Describe(Activity span, string? path)
    {
        if (path?.Trim('/').Split('/') is not [var service, var method]) return;
        span.DisplayName = $"{service}/{method}";
        span.SetTag("rpc.system", "grpc");
        span.SetTag("rpc.service", service);
        span.SetTag("rpc.method", method);
    }

    private static void SetStatus(Activity span, string? status)
    {
        if (!int.TryParse(status, CultureInfo.InvariantCulture, out var code)) return;
        span.SetTag(StatusCodeAttribute, code);
        if (code != 0) span.SetStatus(ActivityStatusCode.Error);
    }
}
