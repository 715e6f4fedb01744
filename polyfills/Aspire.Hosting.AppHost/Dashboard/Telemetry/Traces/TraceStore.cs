namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>The latest traces, up to a number of spans; the trace that arrived first goes first.</summary>
internal sealed class TraceStore(TelemetryLimits limits)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Trace> traces = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> arrivals = new();
    private int spans;

    public Changes Changes { get; } = new();

    /// <summary>Spans that are kept now.</summary>
    public int SpanCount
    {
        get
        {
            lock (gate)
            {
                return spans;
            }
        }
    }

    public void Add(IReadOnlyCollection<Span> arrived)
    {
        if (arrived.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (var trace in arrived.GroupBy(span => span.TraceId, StringComparer.OrdinalIgnoreCase))
            {
                Add(trace.Key, [.. trace]);
            }
        }

        Changes.Notify();
    }

    public Trace? Find(string id)
    {
        lock (gate)
        {
            return traces.GetValueOrDefault(id);
        }
    }

    public IReadOnlyList<Trace> Query(TraceQuery query) => [.. query.Sort(All.Where(query.Matches))];

    /// <summary>The spans, of whatever trace, that have a link to this one.</summary>
    public IReadOnlyList<Span> LinksTo(Span target) =>
        [.. from trace in All
            from span in trace.Spans
            where span.Links.Any(link => link.SpanId == target.SpanId && link.TraceId == target.TraceId)
            select span];

    private Trace[] All
    {
        get
        {
            lock (gate)
            {
                return [.. traces.Values];
            }
        }
    }

    private void Add(string id, Span[] arrived)
    {
        var before = traces.GetValueOrDefault(id);
        var after = traces[id] = Trace.With(before, arrived, limits.SpansPerTrace);
        spans += after.Spans.Count - (before?.Spans.Count ?? 0);
        if (before is null)
        {
            arrivals.Enqueue(id);
        }

        while (spans > limits.Spans && arrivals.TryDequeue(out var oldest) && traces.Remove(oldest, out var gone))
        {
            spans -= gone.Spans.Count;
        }
    }
}
