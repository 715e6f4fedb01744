using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Traces;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/traces/id: one trace as a waterfall.</summary>
internal static class TracePage
{
    private const int RowLimit = 2_000;
    private const int DeepestIndent = 20;
    private const int Ticks = 4;

    private static readonly Html NothingToFold = $"""<span class="fold"></span>""";

    public static Html Missing(string id) => $"""
        <div class="page-head"><h1>Trace</h1></div>
        <section class="card"><p class="nothing">Nothing of the trace <code>{id}</code> is here: it has not arrived yet, or it had to make room for later ones.</p></section>
        """;

    public static Html Render(PageRequest request, Trace trace, TelemetryStore store)
    {
        var tree = SpanTree.Flatten(trace);
        var selected = trace.Find(request["span"]);
        var logs = store.Logs.CountBySpan(trace.Id);
        return $"""
            <div class="page-head trace-head">
            <p class="crumbs"><a href="/traces">Traces</a> <span class="mono">{trace.Id}</span></p>
            <h1><span class="dot c{trace.First.Sender.Colour}"></span>{trace.First.Sender.Service}: {trace.First.Name}</h1>
            <dl class="facts">
            {Parts.Pair("Start", request.Time(trace.Start))}
            {Parts.Pair("Duration", $"{Durations.Text(trace.Duration)}")}
            {Parts.Pair("Spans", $"{trace.Spans.Count:N0}")}
            {Parts.Pair("Depth", $"{tree.Max(row => row.Depth) + 1}")}
            {Parts.Pair("Errors", $"""<span class="{(trace.Errors > 0 ? "error" : "")}">{trace.Errors}</span>""")}
            {Parts.Pair("Logs", $"""<a href="{Url.Of("/structuredlogs", ("traceId", trace.Id))}">{logs.Values.Sum():N0}</a>""")}
            </dl>
            {Html.If(trace.NotKept > 0, () => $"""<p class="notice">{trace.NotKept:N0} more spans of this trace arrived and were not kept.</p>""")}
            </div>
            <div class="split{(selected is null ? "" : " open")}">
            <section class="card waterfall" aria-label="Waterfall">
            <div class="fall-head"><span>Span</span><div class="scale" aria-hidden="true">{Enumerable.Range(0, Ticks + 1).Select(Html (tick) => $"""<span>{Durations.Text(trace.Duration * tick / Ticks)}</span>""")}</div></div>
            <ol class="fall">{tree.Take(RowLimit).Select(row => Row(request, trace, row.Span, row.Depth, row.HasChildren, row.Span == selected, logs))}</ol>
            {Parts.Nothing(tree.Count > RowLimit, $"The first {RowLimit:N0} of {tree.Count:N0} spans are shown.")}
            </section>
            {(selected is null ? Html.Empty : SpanDetails.Render(request, trace, selected, store, logs))}
            </div>
            """;
    }

    private static Html Row(PageRequest request, Trace trace, Span span, int depth, bool hasChildren, bool isSelected, IReadOnlyDictionary<string, int> logs) => $"""
        <li data-id="{span.SpanId}" data-depth="{depth}" class="c{span.Sender.Colour}{(isSelected ? " selected" : "")}{(span.Failed ? " failed" : "")}">
        <div class="fall-name i{Math.Min(depth, DeepestIndent)}">{Fold(span, hasChildren)}<a class="row-link" data-soft href="{request.With(("span", isSelected ? null : span.SpanId))}"><span class="dot"></span>{Html.If(span.Failed, () => Icons.Error)}<b>{span.Sender.Service}</b> {span.Name}</a>{Marks(span, logs)}</div>
        {Bar(trace, span)}
        </li>
        """;

    private static Html Fold(Span span, bool hasChildren) =>
        hasChildren ? $"""<button type="button" class="fold" data-fold aria-expanded="true" aria-label="Fold what is below {span.Name}"></button>""" : NothingToFold;

    private static Html Marks(Span span, IReadOnlyDictionary<string, int> logs)
    {
        var count = logs.GetValueOrDefault(span.SpanId);
        return $"""
            {Html.If(span.Links.Length > 0, () => $"""<span class="mark" title="{span.Links.Length} links to other spans">↗</span>""")}{Html.If(count > 0, () => $"""<span class="mark" title="{count} logs">≡{count}</span>""")}
            """;
    }

    private static Html Bar(Trace trace, Span span)
    {
        var from = Percent(trace, span.Start);
        var width = Math.Max(0.3, Percent(trace, span.End) - from);
        // The length stands behind the bar, else before it, else at its end.
        var (at, shift, anchor) = from + width < 80 ? (from + width, 6, "start") : from > 20 ? (from, -6, "end") : (from + width, -8, "end");
        var isInside = from + width >= 80 && from <= 20;
        return $"""
            <svg class="bar" role="img" aria-label="{Durations.Text(span.Duration)}, {Durations.Text(span.Start - trace.Start)} after the start">
            <rect x="{Math.Min(from, 99.7):0.###}%" y="7" width="{width:0.###}%" height="12" rx="3"/>
            {span.Events.Select(Html (happened) => $"""<circle class="event" cx="{Percent(trace, happened.At):0.###}%" cy="13" r="3.5"><title>{happened.Name}</title></circle>""")}
            <text x="{at:0.###}%" dx="{shift}" y="17" text-anchor="{anchor}"{(isInside ? $" class=\"inside\"" : Html.Empty)}>{Durations.Text(span.Duration)}</text>
            </svg>
            """;
    }

    private static double Percent(Trace trace, DateTimeOffset at) =>
        trace.Duration <= TimeSpan.Zero ? 0 : Math.Clamp(100 * ((at - trace.Start) / trace.Duration), 0, 100);
}
