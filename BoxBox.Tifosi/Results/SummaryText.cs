using System.Globalization;
using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tifosi.Results;

/// <summary>The end of a run in lines, as users of k6 know it.</summary>
internal static class SummaryText
{
    private const int NameWidth = 24;

    public static IEnumerable<(string Text, Tone Tone)> Of(RunResult result)
    {
        yield return ("", Tone.Plain);
        foreach (var threshold in result.Judged)
            yield return ($"  {(threshold.Holds ? "✓" : "✗")} {threshold.Threshold.Metric} '{threshold.Threshold.Expression}' {threshold.What}={Value(result, threshold)}", threshold.Holds ? Tone.Good : Tone.Bad);
        if (result.Thresholds.Count > 0) yield return ("", Tone.Plain);
        foreach (var metric in result.Metrics) yield return ($"  {Dotted(metric.Name)}: {Values(metric)}", ToneOf(metric));
        foreach (var (error, count) in result.Totals.Errors.OrderByDescending(error => error.Value)) yield return ($"    {count} × {error}", Tone.Bad);
        foreach (var line in Sayings(result)) yield return line;
    }

    /// <summary>What the run says beside its metrics.</summary>
    public static IEnumerable<(string Text, Tone Tone)> Sayings(RunResult result)
    {
        var totals = result.Totals;
        if (totals.Dropped > 0) yield return ($"  {totals.Dropped} orders could not be sent when they were due: every user was waiting for an answer.", Tone.Bad);
        if (totals.Unanswered > 0) yield return ($"  {totals.Unanswered} orders were broken off before their answer: nobody here knows whether they were taken.", Tone.Plain);
        if (result.Followed is { } followed) foreach (var line in Followed(followed)) yield return line;
        yield return result.Books is { } books
            ? books.IsTrue
                ? ($"  ledger: {books.Now}; all {books.Placed} of this run are in it", Tone.Good)
                : ($"  ledger: {books.Now}; {books.Unaccounted} not accounted for, {books.Placed} placed by this run", Tone.Bad)
            : ("  ledger: the gateway has none to show", Tone.Plain);
        yield return ($"  this process: {Memory()}, at most {totals.MostUsers} users, {totals.Rate(totals.Requests).ToString("0.#", CultureInfo.InvariantCulture)} orders/s on average", Tone.Plain);
    }

    /// <summary>A value of a metric with its unit.</summary>
    public static string Format(Metric metric, string name, double value) => metric.Type switch
    {
        "trend" => Durations.Format(TimeSpan.FromMilliseconds(value)),
        "rate" when name == "rate" => value.ToString("0.00%", CultureInfo.InvariantCulture),
        "counter" when name == "rate" => $"{value.ToString("0.##", CultureInfo.InvariantCulture)}/s",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Value(RunResult result, ThresholdResult threshold) =>
        Format(result.Metrics.First(metric => metric.Name == threshold.Threshold.Metric), threshold.What, threshold.Value);

    private static string Values(Metric metric) => metric.Type switch
    {
        "trend" => string.Join(' ', metric.Values.Select(value => $"{value.Key}={Format(metric, value.Key, value.Value)}")),
        "rate" => $"{Format(metric, "rate", metric["rate"])} {metric["passes"]} out of {metric["passes"] + metric["fails"]}",
        "counter" => $"{metric["count"]} {Format(metric, "rate", metric["rate"])}",
        _ => $"{metric["value"]} min={metric["min"]} max={metric["max"]}",
    };

    private static Tone ToneOf(Metric metric) => metric switch
    {
        { Name: "http_req_failed" } when metric["passes"] > 0 => Tone.Bad,
        { Name: "checks" } when metric["fails"] > 0 => Tone.Bad,
        { Name: "dropped_iterations" } when metric["count"] > 0 => Tone.Bad,
        _ => Tone.Plain,
    };

    private static IEnumerable<(string, Tone)> Followed(FollowSummary followed)
    {
        foreach (var status in StepsSeenExtensions.Statuses.Skip(1).Where(followed.LeadTimes.ContainsKey))
        {
            var metric = Metrics.Trend($"→ {status}", followed.LeadTimes[status]);
            yield return ($"  {Dotted(metric.Name)}: {Values(metric)}", Tone.Plain);
        }

        yield return (
            $"  live: {followed.Events} events, {followed.Twice} seen twice, {followed.Missed} missed; of our orders {followed.Ended} ended, {followed.Open} open, {followed.Unseen} of them unseen",
            followed.IsTrue ? Tone.Good : Tone.Bad);
    }

    private static string Dotted(string name) => name.PadRight(NameWidth, '.');

    private static string Memory() => $"{Environment.WorkingSet / 1024 / 1024} MB";
}
