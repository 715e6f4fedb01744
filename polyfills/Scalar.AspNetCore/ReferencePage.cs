using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Scalar.AspNetCore;

/// <summary>The page that starts the browser bundle with the options as its configuration.</summary>
internal static class ReferencePage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Render(ScalarOptions options, string documentName, PathString pathBase)
    {
        var title = options.Title?.Replace("{documentName}", documentName, StringComparison.Ordinal);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{WebUtility.HtmlEncode(title)}</title>
              <link rel="icon" href="data:,">
            </head>
            <body>
              <div id="reference"></div>
              <script src="{BrowserBundle.FileName}"></script>
              <script>Scalar.createApiReference('#reference', {Configuration(options, title, documentName, pathBase)})</script>
            </body>
            </html>
            """;
    }

    // The serializer escapes "<" and ">", so no value can end the script.
    private static string Configuration(ScalarOptions options, string? title, string documentName, PathString pathBase) =>
        JsonSerializer.Serialize(
            new
            {
                Theme = Name(options.Theme),
                options.DarkMode,
                WithDefaultFonts = options.DefaultFonts,
                options.Telemetry,
                options.HideClientButton,
                options.HideModels,
                ShowDeveloperTools = Name(options.ShowDeveloperTools),
                Sources = new[] { new { Title = title, Slug = documentName, Url = DocumentUrl(options, documentName, pathBase) } },
            },
            Json);

    private static string DocumentUrl(ScalarOptions options, string documentName, PathString pathBase)
    {
        var url = (options.OpenApiRoutePattern ?? "/openapi/{documentName}.json")
            .Replace("{documentName}", Uri.EscapeDataString(documentName), StringComparison.Ordinal);
        return url.StartsWith('/') ? pathBase + url : url;
    }

    private static string? Name<T>(T? value) where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : null;
}
