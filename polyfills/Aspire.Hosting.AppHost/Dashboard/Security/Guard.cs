using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Security;

/// <summary>Lets in only who has the token, refuses what another page's script sends, and tells the browser to load nothing from elsewhere.</summary>
internal static class Guard
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseGuard(this IApplicationBuilder app, BrowserToken? token) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        if (HttpMethods.IsPost(context.Request.Method) && !IsOtlp(context.Request) && !IsSameOrigin(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Refused: the request does not come from the dashboard's own page.", context.RequestAborted);
        }
        else if (token is not null && !IsOpen(context.Request) && !token.IsKnown(context.Request))
        {
            Refuse(context);
        }
        else
        {
            await next(context);
        }
    });

    // Has a key of its own.
    private static bool IsOtlp(HttpRequest request) => request.Path.StartsWithSegments("/v1");

    private static bool IsOpen(HttpRequest request) => IsOtlp(request) || request.Path.StartsWithSegments("/login") || request.Path.StartsWithSegments("/assets");

    // A browser says with every POST where it comes from. Cookies alone do not help: every port of this machine is the same site.
    private static bool IsSameOrigin(HttpRequest request) => request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    private static void Refuse(HttpContext context)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}
