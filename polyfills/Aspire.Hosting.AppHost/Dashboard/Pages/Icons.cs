namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>The few pictures of the dashboard: 20 by 20, drawn with lines in the colour of the text beside them.</summary>
internal static class Icons
{
    public static Html Resources { get; } = Draw($"""<rect x="3" y="3" width="6" height="6" rx="1.5"/><rect x="11" y="3" width="6" height="6" rx="1.5"/><rect x="3" y="11" width="6" height="6" rx="1.5"/><rect x="11" y="11" width="6" height="6" rx="1.5"/>""");

    public static Html Console { get; } = Draw($"""<rect x="2.5" y="3.5" width="15" height="13" rx="2"/><path d="M6 8l2.5 2L6 12M10.5 12.5h3.5"/>""");

    public static Html Logs { get; } = Draw($"""<path d="M3 5h2M3 10h2M3 15h2M8 5h9M8 10h9M8 15h6"/>""");

    public static Html Traces { get; } = Draw($"""<path d="M3 5h7M6 10h8M11 15h6"/><path d="M3 5v0M3 2.5v5M17 12.5v5"/>""");

    public static Html Metrics { get; } = Draw($"""<path d="M3 3v14h14"/><path d="M6 13l3.5-4.5 3 2.5L17 5.5"/>""");

    public static Html Close { get; } = Draw($"""<path d="M5 5l10 10M15 5L5 15"/>""");

    public static Html More { get; } = Draw($"""<path d="M5 10h.01M10 10h.01M15 10h.01"/>""");

    public static Html Start { get; } = Draw($"""<path d="M6 4l9 6-9 6z"/>""");

    public static Html Stop { get; } = Draw($"""<rect x="5" y="5" width="10" height="10" rx="1.5"/>""");

    public static Html Restart { get; } = Draw($"""<path d="M15.5 8A6 6 0 1 0 16 11"/><path d="M16 4v4h-4"/>""");

    public static Html Run { get; } = Draw($"""<path d="M10 3v7l4 3"/><circle cx="10" cy="10" r="7"/>""");

    public static Html Search { get; } = Draw($"""<circle cx="9" cy="9" r="5"/><path d="M13 13l4 4"/>""");

    public static Html Error { get; } = Draw($"""<circle cx="10" cy="10" r="7"/><path d="M10 6.5v4M10 13.5v0"/>""");

    public static Html Brand { get; } = $"""<svg class="brand-mark" viewBox="0 0 24 24" aria-hidden="true"><rect x="1" y="1" width="22" height="22" rx="5"/><path class="slice" d="M4.8 8.2Q12 3.6 19.2 8.2L12.6 19.6Q12 20.4 11.4 19.6Z"/><circle cx="9.6" cy="9.4" r="1.4"/><circle cx="14.2" cy="10.2" r="1.4"/><circle cx="12" cy="14.2" r="1.4"/></svg>""";

    private static Html Draw(Html lines) => $"""<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{lines}</svg>""";
}
