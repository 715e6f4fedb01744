using System.Globalization;
using System.Text;

namespace BoxBox.Tifosi.Results;

/// <summary>The summary for a page: the result of a dashboard's command.</summary>
internal static class SummaryMarkdown
{
    public static string Of(RunResult result)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"### {result.Plan.Name}").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{result.Plan.Description}; seed {result.Seed}{(result.Stopped ? "; stopped before its end" : "")}").AppendLine();
        page.AppendLine("| metric | |").AppendLine("| --- | --- |");
        foreach (var metric in result.Metrics)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {metric.Name} | {string.Join(" · ", metric.Values.Select(value => $"{value.Key} {SummaryText.Format(metric, value.Key, value.Value)}"))} |");
        foreach (var (error, count) in result.Totals.Errors.OrderByDescending(error => error.Value)) page.AppendLine(CultureInfo.InvariantCulture, $"| error: {error} | {count} |");
        page.AppendLine();
        foreach (var judged in result.Judged) page.AppendLine(CultureInfo.InvariantCulture, $"- {(judged.Holds ? "✓" : "✗ crossed:")} {judged.Threshold.Metric} `{judged.Threshold.Expression}`");
        foreach (var (text, tone) in SummaryText.Sayings(result)) page.AppendLine(CultureInfo.InvariantCulture, $"- {(tone == Tone.Bad ? $"**{text.Trim()}**" : text.Trim())}");
        return page.ToString();
    }
}
