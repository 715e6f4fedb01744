using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Traces;
using Google.Protobuf.Collections;
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
        var statusText = fields.Text.Cut(span.Status?.Message ?? "");
        var budget = fields.Text.Budget();
        budget.Takes(statusText.Length);
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
            StatusText = statusText,
            Sender = sender,
            Scope = scope,
            Tags = fields.Text.Tags(span.Attributes, budget),
            Events = ReadAll(span.Events, Read, budget),
            Links = ReadAll(span.Links, Read, budget),
            NotKept = budget.NotKept,
        };
    }

    private TKept[] ReadAll<TSent, TKept>(RepeatedField<TSent> sent, Func<TSent, TextBudget, TKept?> read, TextBudget budget) where TKept : class
    {
        var kept = sent.Take(store.Limits.Tags).Select(item => read(item, budget)).OfType<TKept>().ToArray();
        budget.Drop(sent.Count - store.Limits.Tags);
        return kept;
    }

    private SpanEvent? Read(OpenTelemetry.Proto.Span.Types.Event happened, TextBudget budget)
    {
        var name = fields.Name(happened.Name);
        return budget.Takes(name.Length) ? new(name, OtlpFields.Time(happened.TimeUnixNano), fields.Text.Tags(happened.Attributes, budget)) : null;
    }

    private SpanLink? Read(OpenTelemetry.Proto.Span.Types.Link link, TextBudget budget)
    {
        var (trace, span) = (OtlpFields.Id(link.TraceId, 16, "links.trace_id"), OtlpFields.Id(link.SpanId, 8, "links.span_id"));
        return budget.Takes(trace.Length + span.Length) ? new(trace, span, fields.Text.Tags(link.Attributes, budget)) : null;
    }
}
