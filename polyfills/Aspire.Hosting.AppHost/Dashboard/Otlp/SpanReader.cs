using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Traces;
using OpenTelemetry.Proto;
using Span = Aspire.Hosting.Dashboard.Telemetry.Traces.Span;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Takes spans.</summary>
internal sealed class SpanReader(TelemetryStore store, OtlpFields fields)
{
    public Received Receive(ExportTraceServiceRequest request)
    {
        var items = new Items<Span>();
        foreach (var resource in request.ResourceSpans)
        {
            var sender = fields.Sender(resource.Resource);
            foreach (var scope in resource.ScopeSpans)
            {
                var name = fields.Name(scope.Scope?.Name ?? "");
                foreach (var span in scope.Spans)
                {
                    items.Read(() => Read(span, sender, name));
                }
            }
        }

        store.Traces.Add(items.Taken);
        return items.Outcome;
    }

    private Span Read(OpenTelemetry.Proto.Span span, Sender sender, string scope)
    {
        var start = OtlpFields.Time(span.StartTimeUnixNano);
        var end = OtlpFields.Time(span.EndTimeUnixNano);
        var parent = OtlpFields.OptionalId(span.ParentSpanId, 8, "parent_span_id");
        return new Span
        {
            TraceId = OtlpFields.Id(span.TraceId, 16, "trace_id"),
            SpanId = OtlpFields.Id(span.SpanId, 8, "span_id"),
            ParentId = parent.Length == 0 ? null : parent,
            Name = fields.Name(span.Name),
            Kind = (int)span.Kind is >= 0 and <= 5 ? (SpanKind)(int)span.Kind : SpanKind.Unspecified,
            Start = start,
            Duration = end > start ? end - start : TimeSpan.Zero,
            Failed = span.Status?.Code == Status.Types.StatusCode.Error,
            StatusText = fields.Text.Cut(span.Status?.Message ?? ""),
            Sender = sender,
            Scope = scope,
            Tags = fields.Text.Tags(span.Attributes),
            Events = [.. span.Events.Take(store.Limits.Tags).Select(Read)],
            Links = [.. span.Links.Take(store.Limits.Tags).Select(Read)],
        };
    }

    private SpanEvent Read(OpenTelemetry.Proto.Span.Types.Event happened) =>
        new(fields.Name(happened.Name), OtlpFields.Time(happened.TimeUnixNano), fields.Text.Tags(happened.Attributes));

    private SpanLink Read(OpenTelemetry.Proto.Span.Types.Link link) =>
        new(OtlpFields.Id(link.TraceId, 16, "links.trace_id"), OtlpFields.Id(link.SpanId, 8, "links.span_id"), fields.Text.Tags(link.Attributes));
}
