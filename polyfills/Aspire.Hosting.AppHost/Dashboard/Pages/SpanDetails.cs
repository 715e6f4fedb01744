using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Traces;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Everything about one span, beside the waterfall.</summary>
internal static class SpanDetails
{
    public static Html Render(PageRequest request, Trace trace, Span span, TelemetryStore store, IReadOnlyDictionary<string, int> logs)
    {
        var backlinks = store.Traces.LinksTo(span);
        return $"""
            <aside class="details card" aria-label="Details of the span {span.Name}" data-id="{span.SpanId}">
            {Parts.DetailsHead(span.Name, request.With(("span", null)))}
            <p class="jump"><a href="{Url.Of("/structuredlogs", ("traceId", trace.Id), ("spanId", span.SpanId))}">Logs of this span ({logs.GetValueOrDefault(span.SpanId)})</a><a href="{Url.Of("/structuredlogs", ("traceId", trace.Id))}">Logs of the trace ({logs.Values.Sum()})</a></p>
            {Html.If(span.Failed, () => $"""<p class="notice error">{(span.StatusText.Length > 0 ? span.StatusText : "The span failed.")}</p>""")}
            <dl class="pairs">
            {Parts.Pair("Resource", Parts.SenderName(span.Sender))}
            {Parts.Pair("Kind", $"{span.Kind.ToString()}")}
            {Parts.Pair("Start", $"""{request.Time(span.Start)} <span class="muted">{Durations.Text(span.Start - trace.Start)} after the trace's start</span>""")}
            {Parts.Pair("Duration", $"{Durations.Text(span.Duration)}")}
            {Parts.Pair("Source", $"{span.Scope}")}
            {Parts.Pair("Span", $"""<span class="mono">{span.SpanId}</span>""")}
            </dl>
            {Parts.NotKept(span.NotKept, "tags, events or links of this span")}
            {Parts.Tags("Tags", span.Tags)}
            {Html.If(span.Events.Length > 0, () => $"""<h3>Events <span class="count">{span.Events.Length}</span></h3>{span.Events.OrderBy(happened => happened.At).Select(happened => Event(span, happened))}""")}
            {Html.If(span.Links.Length > 0, () => $"""<h3>Links <span class="count">{span.Links.Length}</span></h3><ul class="links">{span.Links.Select(link => Link(store, link.TraceId, link.SpanId, link.Tags))}</ul>""")}
            {Html.If(backlinks.Count > 0, () => $"""<h3>Linked from <span class="count">{backlinks.Count}</span></h3><ul class="links">{backlinks.Select(from => Link(store, from.TraceId, from.SpanId, []))}</ul>""")}
            </aside>
            """;
    }

    private static Html Event(Span span, SpanEvent happened) => $"""
        <details class="event"><summary><b>{happened.Name}</b> <span class="number muted">+{Durations.Text(happened.At - span.Start)}</span></summary>
        <dl class="pairs">{happened.Tags.Select(tag => Parts.Pair(tag.Key, tag.Value.Contains('\n', StringComparison.Ordinal) ? $"<pre>{tag.Value}</pre>" : Html.Text(tag.Value)))}</dl></details>
        """;

    private static Html Link(TelemetryStore store, string traceId, string spanId, Tag[] tags)
    {
        var target = store.Traces.Find(traceId)?.Find(spanId);
        return $"""
            <li><a href="{Url.Of($"/traces/{traceId}", ("span", spanId))}">{target?.Sender.Service ?? Parts.Short(traceId)}: {target?.Name ?? Parts.Short(spanId)}</a>{Html.If(target is null, () => $""" <span class="muted">not here</span>""")}
            {Html.If(tags.Length > 0, () => $"""<dl class="pairs">{tags.Select(tag => Parts.Pair(tag.Key, $"{tag.Value}"))}</dl>""")}</li>
            """;
    }
}
