using System.Net;
using System.Text.RegularExpressions;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>A page of the dashboard, as far as tests look at its markup.</summary>
internal sealed partial record DashboardPage(string Markup)
{
    /// <summary>What a reader sees, in one line.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Head().Replace(Markup, "").Replace("<wbr>", "", StringComparison.Ordinal), " "), " "));

    /// <summary>What stands in each row of the table or the waterfall, from the top.</summary>
    public IReadOnlyList<string> Rows => [.. Row().Matches(Markup).Select(match => new DashboardPage(match.Value).Text.Trim())];

    /// <summary>How deep each row of the waterfall stands.</summary>
    public IReadOnlyList<int> Depths => [.. Depth().Matches(Markup).Select(match => int.Parse(match.Groups[1].Value, null))];

    /// <summary>Where the links lead that show this text.</summary>
    public IReadOnlyList<string> LinksOf(string text) =>
        [.. Link().Matches(Markup).Where(match => new DashboardPage(match.Groups[2].Value).Text.Contains(text, StringComparison.Ordinal)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    /// <summary>The latest value of a line of the chart.</summary>
    public string Legend(string line) => WebUtility.HtmlDecode(Regex.Match(Markup, $"<span>{Regex.Escape(line)}</span> <b class=\"number\">(.*?)</b>").Groups[1].Value);

    [GeneratedRegex("<head>.*?</head>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<(tr|li) data-id=.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("data-depth=\"(\\d+)\"")]
    private static partial Regex Depth();

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Link();
}
