using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>A server span's name and attributes, by OpenTelemetry's semantic conventions for HTTP (stable since 1.23).</summary>
internal static class HttpSemantics
{
    private const string OtherMethod = "_OTHER";

    private static readonly HashSet<string> KnownMethods =
        new(["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"], StringComparer.Ordinal);

    public static void Describe(Activity activity, HttpRequest request)
    {
        var known = KnownMethods.TryGetValue(request.Method.ToUpperInvariant(), out var method);
        activity.DisplayName = known ? method! : "HTTP";
        activity.SetTag("http.request.method", known ? method : OtherMethod);
        if (!known || method != request.Method) activity.SetTag("http.request.method_original", request.Method);

        if (request.Host.HasValue)
        {
            activity.SetTag("server.address", request.Host.Host);
            if (request.Host.Port is { } port and not (80 or 443)) activity.SetTag("server.port", port);
        }
        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("url.path", (request.PathBase + request.Path) is { HasValue: true } path ? path.Value : "/");
        if (request.QueryString.HasValue) activity.SetTag("url.query", WithoutValues(request.QueryString.Value!));
        if (request.Headers.UserAgent is [{ Length: > 0 } userAgent, ..]) activity.SetTag("user_agent.original", userAgent);
        activity.SetTag("network.protocol.version", ProtocolVersion(request.Protocol));
    }

    public static void Describe(Activity activity, HttpResponse response)
    {
        if (RouteOf(response.HttpContext) is { } route)
        {
            activity.SetTag("http.route", route);
            activity.DisplayName = $"{activity.GetTagItem("http.request.method") switch { OtherMethod or null => "HTTP", var method => method }} {route}";
        }
        activity.SetTag("http.response.status_code", response.StatusCode);
        if (response.StatusCode < 500) return;
        if (activity.GetTagItem("error.type") is null) activity.SetTag("error.type", response.StatusCode.ToString(CultureInfo.InvariantCulture));
        activity.SetStatus(ActivityStatusCode.Error);
    }

    // An error handler runs the pipeline again for its own endpoint; the request's route is the first one's.
    private static string? RouteOf(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint ?? context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        return string.IsNullOrEmpty(route) ? null : route;
    }

    /// <summary>A query may carry secrets: its names are told, its values are not.</summary>
    private static string WithoutValues(string query)
    {
        var told = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(query))
            told.Append(told.Length == 0 ? '?' : '&').Append(pair.EncodedName).Append("=Redacted");
        return told.ToString();
    }

    private static string ProtocolVersion(string protocol) => protocol switch
    {
        "HTTP/2" => "2",
        "HTTP/3" => "3",
        _ => protocol.StartsWith("HTTP/", StringComparison.Ordinal) ? protocol["HTTP/".Length..] : protocol,
    };
}
