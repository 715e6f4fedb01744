namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>What every page has around it.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name, string Key, Html Icon)[] Pages =
    [
        ("/", "Resources", "r", Icons.Resources),
        ("/consolelogs", "Console", "c", Icons.Console),
        ("/structuredlogs", "Logs", "s", Icons.Logs),
        ("/traces", "Traces", "t", Icons.Traces),
        ("/metrics", "Metrics", "m", Icons.Metrics),
    ];

    /// <param name="active">The path of the page in the navigation.</param>
    /// <param name="live">Which changes make the browser fetch the page again; see <see cref="Live.LiveEndpoints"/>.</param>
    public static Html Page(string application, string title, string active, string live, Html content) => $"""
        {Head($"{title} · {application}")}
        <body>
        <a class="skip" href="#page">Skip to the content</a>
        <div class="shell">
        <header class="side">
        <a class="brand" href="/" aria-label="{application} dashboard">{Icons.Brand}<span>{application}</span></a>
        <nav aria-label="Pages">{Pages.Select(page => Link(page.Path, page.Name, page.Key, page.Icon, page.Path == active))}</nav>
        </header>
        <main id="page" tabindex="-1" data-live="{live}">{content}</main>
        </div>
        <div id="announce" class="visually-hidden" role="status" aria-live="polite"></div>
        </body></html>
        """;

    public static Html Head(string title) => $"""
        <!doctype html>
        <html lang="en"><head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/dashboard.css">
        <link rel="stylesheet" href="/assets/views.css">
        <script src="/assets/dashboard.js" defer></script>
        <script src="/assets/views.js" defer></script>
        </head>
        """;

    private static Html Link(string path, string name, string key, Html icon, bool isActive) =>
        $"""<a href="{path}" data-key="{key}" title="{name} ({key.ToUpperInvariant()})" {Current(isActive)}>{icon}<span>{name}</span></a>""";

    private static Html Current(bool isActive) => isActive ? $"aria-current=\"page\"" : Html.Empty;
}
