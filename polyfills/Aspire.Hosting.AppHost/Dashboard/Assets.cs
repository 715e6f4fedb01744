using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>/assets: the styles, the scripts and the icon, all from within the assembly.</summary>
internal static class Assets
{
    private static readonly (string Name, string Type)[] Files =
    [
        ("dashboard.css", "text/css; charset=utf-8"),
        ("views.css", "text/css; charset=utf-8"),
        ("dashboard.js", "text/javascript; charset=utf-8"),
        ("views.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
    ];

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var (name, type) in Files)
        {
            var content = Read(name);
            routes.MapGet($"/assets/{name}", async context =>
            {
                context.Response.ContentType = type;
                context.Response.Headers.CacheControl = "private, max-age=60";
                await context.Response.Body.WriteAsync(content, context.RequestAborted);
            });
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"Dashboard/{name}") ?? throw new InvalidOperationException($"The asset {name} is not in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
