using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tifosi.Results;

/// <summary>A run as one page that stands by itself: no script, no font, no picture from elsewhere; light or dark as the reader's system is.</summary>
internal static class Report
{
    public static string Of(RunResult result)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,"><title>{Text(result.Plan.Name)} · Tifosi</title><style>{Style}</style></head><body><main>
            <header><h1>{Text(result.Plan.Name)}</h1><p class="{(result.IsCrossed ? "bad" : "good")}">{Verdict(result)}</p></header>
            <p>{Text(result.Plan.Description)}</p>
            """);
        Tiles(page, result);
        Thresholds(page, result);
        Charts(page, result);
        Errors(page, result);
        LeadTimes(page, result);
        Ledger(page, result);
        Metrics(page, result);
        Circumstances(page, result);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static string Verdict(RunResult result)
    {
        var verdict = result.IsCrossed ? "A threshold is crossed." : result.Thresholds.Count > 0 ? "Every threshold holds." : "No thresholds were set.";
        return result.Stopped ? $"{verdict} Stopped before its end." : verdict;
    }

    private static void Tiles(StringBuilder page, RunResult result)
    {
        var totals = result.Totals;
        page.Append("<section class=\"tiles\">");
        Tile(page, "orders", Number(totals.Requests), false);
        Tile(page, "orders/s", totals.Rate(totals.Requests).ToString("0.0", CultureInfo.InvariantCulture), false);
        Tile(page, "p95", Time(totals.Durations.Percentile(95)), false);
        Tile(page, "p99", Time(totals.Durations.Percentile(99)), false);
        Tile(page, "errors", Number(totals.Wrong), totals.Wrong > 0);
        Tile(page, "not sent", Number(totals.Dropped), totals.Dropped > 0);
        Tile(page, "most users", Number(totals.MostUsers), false);
        page.Append("</section>");
    }

    private static void Tile(StringBuilder page, string name, string value, bool isBad) =>
        page.Append(CultureInfo.InvariantCulture, $"<div><b class=\"{(isBad ? "bad" : "")}\">{value}</b><small>{name}</small></div>");

    private static void Thresholds(StringBuilder page, RunResult result)
    {
        if (result.Thresholds.Count == 0) return;
        Table(page, "Thresholds", ["", "metric", "must hold", "came to"], result.Judged.Select(judged => new[]
        {
            judged.Holds ? "<span class=\"good\">✓ holds</span>" : "<span class=\"bad\">✗ crossed</span>",
            judged.Threshold.Metric,
            Text(judged.Threshold.Expression),
            SummaryText.Format(result.Metrics.First(metric => metric.Name == judged.Threshold.Metric), judged.What, judged.Value),
        }));
    }

    private static void Charts(StringBuilder page, RunResult result)
    {
        var moments = result.Totals.Moments;
        if (moments.Count == 0) return;
        List<double> seconds = [.. moments.Select(moment => moment.At.TotalSeconds)];
        List<double> Of(Func<Load.Moment, double> value) => [.. moments.Select(value)];
        static string Count(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        page.Append(Chart.Draw("Orders a second", seconds, [new("orders/s", "a", Of(moment => moment.RequestsPerSecond))], Count));
        page.Append(Chart.Draw(
            "Latency", seconds,
            [
                new("p99", "c", Of(moment => moment.P99.TotalMilliseconds)), new("p95", "b", Of(moment => moment.P95.TotalMilliseconds)), new("p50", "a", Of(moment => moment.P50.TotalMilliseconds)),
            ],
            value => Time(TimeSpan.FromMilliseconds(value))));
        page.Append(Chart.Draw("Users", seconds, [new("users", "b", Of(moment => moment.Users))], Count));
        page.Append(Chart.Draw("Errors a second", seconds, [new("errors/s", "c", Of(moment => moment.Length > TimeSpan.Zero ? moment.Errors / moment.Length.TotalSeconds : 0))], Count));
    }

    private static void Errors(StringBuilder page, RunResult result)
    {
        if (result.Totals.Errors.Count == 0) return;
        Table(page, "Errors by kind", ["what", "how often"], result.Totals.Errors.OrderByDescending(error => error.Value).Select(error => new[] { Text(error.Key), Number(error.Value) }));
    }

    private static void LeadTimes(StringBuilder page, RunResult result)
    {
        if (result.Followed is not { } followed) return;
        Table(
            page, "From placed to each step, as the live stream told it", ["step", "orders", "median", "p95", "p99", "longest"],
            StepsSeenExtensions.Statuses.Where(followed.LeadTimes.ContainsKey).Select(status => (status, times: followed.LeadTimes[status])).Select(step => new[]
            {
                step.status, Number(step.times.Count), Time(step.times.Percentile(50)), Time(step.times.Percentile(95)), Time(step.times.Percentile(99)), Time(step.times.Max),
            }));
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"{(followed.IsTrue ? "good" : "bad")}\">{followed.Events} events; {followed.Twice} seen twice, {followed.Missed} missed. Of this run's orders {followed.Ended} ended, {followed.Open} are open.</p>");
    }

    private static void Ledger(StringBuilder page, RunResult result)
    {
        page.Append("<h2>The ledger at the end</h2>");
        if (result.Books is not { Now: { } ledger } books)
        {
            page.Append("<p>The gateway had none to show.</p>");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<p class=\"equation\">{Equation(ledger)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"{(books.IsTrue ? "good" : "bad")}\">{result.Placed} placed by this run; {books.Unaccounted} not accounted for; {ledger.Duplicates} duplicates, {ledger.OutOfOrder} out of order.</p>");
    }

    private static string Equation(LedgerTotals ledger)
    {
        (long Count, string Name)[] places =
        [
            (ledger.Pending, "pending"), (ledger.InProgress, "in progress"), (ledger.WaitingDelivery, "waiting"), (ledger.OutForDelivery, "riding"), (ledger.Completed, "completed"), (ledger.Failed, "failed"),
        ];
        return $"<span><b>{Number(ledger.Accepted)}</b> accepted</span> = {string.Join(" + ", places.Select(place => $"<span><b>{Number(place.Count)}</b> {place.Name}</span>"))}";
    }

    private static void Metrics(StringBuilder page, RunResult result) =>
        Table(page, "All metrics, by k6's names", ["metric", ""], result.Metrics.Select(metric => new[]
        {
            metric.Name, string.Join(" · ", metric.Values.Select(value => $"{value.Key} {SummaryText.Format(metric, value.Key, value.Value)}")),
        }));

    private static void Circumstances(StringBuilder page, RunResult result) => Table(page, "Circumstances", [],
    [
        ["gateway", Text(result.Gateway.ToString())],
        ["began", result.Began.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)],
        ["lasted", Time(result.Totals.Elapsed)],
        ["seed", $"{result.Seed}"],
        ["bad orders", result.Bad.ToString("0.##%", CultureInfo.InvariantCulture)],
        ["broken off unanswered", Number(result.Totals.Unanswered)],
        ["machine of the fans", Text($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}")],
        ["memory of the fans", $"{Environment.WorkingSet / 1024 / 1024} MB"],
    ]);

    private static void Table(StringBuilder page, string title, string[] head, IEnumerable<string[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2><table>");
        if (head.Length > 0) page.Append("<tr>").AppendJoin("", head.Select(cell => $"<th>{cell}</th>")).Append("</tr>");
        foreach (var row in rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{cell}</td>")).Append("</tr>");
        page.Append("</table>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => Durations.Format(time);

    private const string Style = """
        :root{color-scheme:light dark;--bg:light-dark(#f4f5f7,#0a0c0f);--panel:light-dark(#fff,#11151a);--line:light-dark(#dfe3e8,#232a33);--text:light-dark(#12161b,#eef2f6);
        --muted:light-dark(#5b6773,#93a0ad);--a:light-dark(#1d4ed8,#60a5fa);--b:light-dark(#7e22ce,#c084fc);--c:light-dark(#c8102e,#ff5148);--good:light-dark(#047857,#34d399)}
        body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,sans-serif}main{max-width:900px;margin:auto;padding:24px}
        h1{margin:0;border-left:6px solid var(--c);padding-left:12px}h2{font-size:17px;margin:28px 0 8px}.good{color:var(--good)}.bad{color:var(--c);font-weight:600}
        .tiles{display:flex;flex-wrap:wrap;gap:10px}.tiles div{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px 16px;flex:1}.tiles b{display:block;font-size:22px}small,figcaption,th{color:var(--muted)}
        figure{margin:16px 0;background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px}.key{margin-left:14px}.key::before{content:"";display:inline-block;width:12px;height:3px;margin-right:5px;vertical-align:middle;background:currentColor}
        svg{width:100%;height:auto;display:block}svg text{fill:var(--muted);font-size:11px}.grid{stroke:var(--line)}polyline{fill:none;stroke-width:2;stroke-linejoin:round}
        span.a{color:var(--a)}span.b{color:var(--b)}span.c{color:var(--c)}polyline.a{stroke:var(--a)}polyline.b{stroke:var(--b)}polyline.c{stroke:var(--c)}
        table{border-collapse:collapse;width:100%;background:var(--panel)}td,th{border:1px solid var(--line);padding:5px 10px;text-align:left}td{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}td:first-child{white-space:nowrap}
        .equation{font-size:17px}.equation span{white-space:nowrap}
        """;
}
