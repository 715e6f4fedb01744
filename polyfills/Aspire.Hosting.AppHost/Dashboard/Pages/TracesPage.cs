using System.Globalization;
using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Traces;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/traces: what happened, a line for each trace.</summary>
internal static class TracesPage
{
    private const int PageSize = 100;
    private const int Most = 2_000;

    public static Html Render(PageRequest request, TelemetryStore store)
    {
        var query = Query(request);
        var traces = store.Traces.Query(query);
        var take = request.Number("take", PageSize, Most);
        var slowest = traces.Take(take).Select(trace => trace.Duration).DefaultIfEmpty().Max();
        return $"""
            <div class="page-head">
            <h1>Traces</h1>
            <p class="summary">{traces.Count:N0} {(traces.Count == 1 ? "trace" : "traces")}</p>
            {Parts.Filters(request, Fields(request, query, store))}
            </div>
            <section class="card" aria-label="Traces">
            <table class="rows traces">
            <thead><tr><th>Time</th><th>Name</th><th>Resources</th><th class="right">Spans</th><th class="right duration">Duration</th></tr></thead>
            <tbody>{traces.Take(take).Select(trace => Row(request, trace, slowest))}</tbody>
            </table>
            {Parts.Nothing(traces.Count == 0, store.Traces.SpanCount == 0 ? "No trace has arrived yet." : "No trace fits the filter.")}
            {Html.If(traces.Count > take && take < Most, () => $"""<p class="more"><a data-soft href="{request.With(("take", (take + 400).ToString(CultureInfo.InvariantCulture)))}">Show more</a></p>""")}
            </section>
            """;
    }

    private static TraceQuery Query(PageRequest request) => new()
    {
        Sender = request["resource"],
        Text = request["q"].Trim(),
        OnlyErrors = request["errors"] == "1",
        AtLeast = double.TryParse(request["min"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero,
        Order = Enum.TryParse<TraceOrder>(request["order"], ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : TraceOrder.Newest,
    };

    private static Html Fields(PageRequest request, TraceQuery query, TelemetryStore store) => $"""
        {Parts.Search(request["q"], "Order id, name, tag, trace id")}
        {Parts.Select("Resource", "resource", request["resource"], Parts.SenderOptions(store.Senders.All))}
        {Parts.Select("Longer than", "min", request["min"], [("", "Any duration"), ("0.1", "100 ms"), ("1", "1 s"), ("5", "5 s"), ("30", "30 s")])}
        {Parts.Select("Order", "order", query.Order.ToString(), Enum.GetNames<TraceOrder>().Select(name => (name, name + " first")))}
        {Parts.Check("Errors only", "errors", query.OnlyErrors)}
        """;

    private static Html Row(PageRequest request, Trace trace, TimeSpan slowest)
    {
        var share = slowest <= TimeSpan.Zero ? 0 : 100 * (trace.Duration / slowest);
        return $"""
            <tr data-id="{trace.Id}">
            <td class="time">{request.Time(trace.Start)}</td>
            <td class="name"><a class="row-link" href="/traces/{trace.Id}"><span class="dot c{trace.First.Sender.Colour}"></span>{trace.First.Sender.Service}: {trace.First.Name}</a> <span class="sub mono">{Parts.Short(trace.Id)}</span> {Errors(trace)}</td>
            <td class="senders">{trace.Spans.CountBy(span => span.Sender.Service).Select(pair => Service(trace, pair.Key, pair.Value))}</td>
            <td class="right number">{trace.Spans.Count:N0}</td>
            <td class="right number duration">{Durations.Text(trace.Duration)}<svg class="share" aria-hidden="true"><rect width="{share:0.##}%" height="3" rx="1.5"/></svg></td>
            </tr>
            """;
    }

    private static Html Errors(Trace trace) => Html.If(trace.Errors > 0, () =>
        $"""<span class="badge error" title="{trace.Errors} failed spans">{Icons.Error}{trace.Errors}<span class="visually-hidden"> failed</span></span>""");

    private static Html Service(Trace trace, string service, int spans)
    {
        var failed = trace.Spans.Any(span => span.Failed && span.Sender.Service == service);
        var colour = trace.Spans.First(span => span.Sender.Service == service).Sender.Colour;
        return $"""<span class="chip c{colour}{(failed ? " failed" : "")}">{service} <span class="count">{spans}</span></span>""";
    }
}
