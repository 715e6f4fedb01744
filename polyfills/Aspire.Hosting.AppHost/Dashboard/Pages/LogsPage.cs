using System.Globalization;
using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Logs;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/structuredlogs: what the services said, newest first.</summary>
internal static class LogsPage
{
    private const int PageSize = 200;

    public static Html Render(PageRequest request, TelemetryStore store)
    {
        var query = new LogQuery
        {
            Sender = request["resource"],
            MinimumLevel = LogLevels.Parse(request["level"], 0),
            Text = request["q"].Trim(),
            TraceId = request["traceId"].Trim(),
            SpanId = request["spanId"].Trim(),
            Before = request.Long("before"),
            Limit = PageSize + 1,
        };
        var found = store.Logs.Query(query);
        // Senders deliver in batches: within a page, the time decides.
        var logs = found.Take(PageSize).OrderByDescending(log => log.At).ToList();
        var selected = store.Logs.Find(request.Long("log"));
        return $"""
            <div class="page-head">
            <h1>Logs</h1>
            <p class="summary">{store.Logs.Count:N0} kept</p>
            {Parts.Filters(request, Fields(request, store))}
            </div>
            <div class="split{(selected is null ? "" : " open")}">
            <section class="card" aria-label="Logs">
            <table class="rows logs">
            <thead><tr><th>Time</th><th>Level</th><th>Resource</th><th>Message</th><th class="wide">Trace</th></tr></thead>
            <tbody>{logs.Select(log => Row(request, log, log == selected))}</tbody>
            </table>
            {Parts.Nothing(logs.Count == 0, store.Logs.Count == 0 ? "No log has arrived yet." : "No log fits the filter.")}
            <p class="more">{Html.If(query.Before > 0, () => $"""<a data-soft href="{request.With(("before", null))}">Newest</a> """)}{Html.If(found.Count > PageSize, () => $"""<a data-soft href="{request.With(("before", logs.Min(log => log.Number).ToString(CultureInfo.InvariantCulture)))}">Older</a>""")}</p>
            </section>
            {(selected is null ? Html.Empty : Details(request, selected, store))}
            </div>
            """;
    }

    private static Html Fields(PageRequest request, TelemetryStore store) => $"""
        {Parts.Search(request["q"], "Message, category, tag, order id")}
        {Parts.Select("Resource", "resource", request["resource"], Parts.SenderOptions(store.Senders.All))}
        {Parts.Select("Level", "level", request["level"], LogLevels.Names.Select((name, index) => (index == 0 ? "" : name, index == 0 ? "All levels" : index == LogLevels.Names.Count - 1 ? name : $"{name} and above")))}
        <label class="search id"><span class="visually-hidden">Trace id</span><input type="search" name="traceId" value="{request["traceId"]}" placeholder="Trace id" autocomplete="off" spellcheck="false"></label>
        {Parts.Keep(request, "spanId", "log")}
        {Html.If(request["spanId"].Length > 0, () => $"""<a data-soft class="chip" href="{request.With(("spanId", null))}">span {Parts.Short(request["spanId"])} ×</a>""")}
        """;

    private static Html Row(PageRequest request, LogEntry log, bool isSelected) => $"""
        <tr data-id="{log.Number}" class="{(isSelected ? "selected" : "")}">
        <td class="time">{request.Time(log.At)}</td>
        <td><span class="level {Tone(log)}">{LogLevels.Names[log.Level]}</span></td>
        <td>{Parts.SenderName(log.Sender)}</td>
        <td class="message"><a class="row-link" data-soft href="{request.With(("log", isSelected ? null : log.Number.ToString(CultureInfo.InvariantCulture)))}">{(log.Message.Length > 0 ? log.Message : "(no message)")}</a>{Html.If(log.Exception.Length > 0, () => $"""<span class="sub error">{log.Exception.Split('\n')[0]}</span>""")}</td>
        <td class="wide mono">{Trace(log)}</td>
        </tr>
        """;

    private static Html Trace(LogEntry log) => Html.If(log.TraceId.Length > 0, () =>
        $"""<a href="{Url.Of($"/traces/{log.TraceId}", ("span", log.SpanId))}">{Parts.Short(log.TraceId)}</a>""");

    private static Html Details(PageRequest request, LogEntry log, TelemetryStore store)
    {
        var trace = log.TraceId.Length > 0 ? store.Traces.Find(log.TraceId) : null;
        return $"""
            <aside class="details card" aria-label="Details of the log" data-id="{log.Number}">
            {Parts.DetailsHead("Log", request.With(("log", null)))}
            <p class="message">{log.Message}</p>
            {Html.If(log.TraceId.Length > 0, () => $"""<p class="jump"><a href="{Url.Of($"/traces/{log.TraceId}", ("span", log.SpanId))}">{(trace is null ? "Its trace (not here yet)" : "Its trace")}</a><a href="{Url.Of("/structuredlogs", ("traceId", log.TraceId), ("log", log.Number.ToString(CultureInfo.InvariantCulture)))}">All logs of the trace</a></p>""")}
            {Html.If(log.Exception.Length > 0, () => $"""<h3>Exception</h3><pre class="exception">{log.Exception}</pre>""")}
            <dl class="pairs">
            {Parts.Pair("Level", $"""<span class="level {Tone(log)}">{LogLevels.Names[log.Level]}</span>""")}
            {Parts.Pair("Resource", Parts.SenderName(log.Sender))}
            {Parts.Pair("Time", request.Time(log.At))}
            {Parts.Pair("Category", $"{log.Category}")}
            {Html.If(log.TraceId.Length > 0, () => Parts.Pair("Trace", $"""<span class="mono">{log.TraceId}</span>"""))}
            {Html.If(log.SpanId.Length > 0, () => Parts.Pair("Span", $"""<span class="mono">{log.SpanId}</span>"""))}
            </dl>
            {Parts.NotKept(log.NotKept, "tags of this log")}
            {Parts.Tags("Tags", log.Tags)}
            </aside>
            """;
    }

    private static string Tone(LogEntry log) => log.Level switch
    {
        >= 4 => "error",
        3 => "warn",
        2 => "info",
        _ => "none",
    };
}
