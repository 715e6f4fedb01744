using Aspire.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard.Security;

/// <summary>/login?t=token, as the console prints it, and a form for who has the token but not the address.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes, BrowserToken? token, string application)
    {
        routes.MapGet("/login", context => Enter(context, token, application, context.Request.Query["t"]));
        routes.MapPost("/login", async context =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
            await Enter(context, token, application, form?["t"].ToString() ?? "");
        });
    }

    private static async Task Enter(HttpContext context, BrowserToken? token, string application, string? shown)
    {
        var returnUrl = Local(context.Request.Query["returnUrl"]);
        if (token is null || token.Fits(shown?.Trim()) || (shown is null && token.IsKnown(context.Request)))
        {
            token?.Remember(context);
            context.Response.Redirect(returnUrl);
            return;
        }

        context.Response.StatusCode = shown is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        await LoginPage.Render(application, returnUrl, wrong: shown is not null).WriteAsync(context);
    }

    // Never to another site: "//host" and "/\host" are one.
    private static string Local(string? url) => url is ['/'] or ['/', not ('/' or '\\'), ..] ? url : "/";
}
