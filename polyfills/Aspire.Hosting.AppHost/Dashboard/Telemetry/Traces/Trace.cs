namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>The spans of one trace that have arrived so far; a new object for each change, so that readers need no lock.</summary>
internal sealed class Trace
{
    private Trace(string id, Span[] spans, int notKept)
    {
        Id = id;
        Spans = spans;
        NotKept = notKept;
        Start = spans.Min(span => span.Start);
        End = spans.Max(span => span.End);
        Errors = spans.Count(span => span.Failed);
        First = FirstOf(spans);
    }

    public string Id { get; }

    /// <summary>In the order of their start.</summary>
    public IReadOnlyList<Span> Spans { get; }

    /// <summary>Spans that came after the limit for one trace.</summary>
    public int NotKept { get; }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan Duration => End - Start;

    public int Errors { get; }

    /// <summary>The span that the trace is named after: the one without a parent, else the earliest.</summary>
    public Span First { get; }

    /// <param name="before">What has arrived of the trace before; null: nothing.</param>
    /// <param name="arrived">At least one span. A span that is there already, sent again because an answer was lost, is left out.</param>
    public static Trace With(Trace? before, IReadOnlyList<Span> arrived, int limit)
    {
        var known = before is null ? [] : before.Spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var fresh = arrived.Where(span => known.Add(span.SpanId)).ToList();
        var room = Math.Max(0, limit - (before?.Spans.Count ?? 0));
        var spans = (before?.Spans ?? []).Concat(fresh.Take(room)).OrderBy(span => span.Start).ToArray();
        return new Trace(arrived[0].TraceId, spans, (before?.NotKept ?? 0) + Math.Max(0, fresh.Count - room));
    }

    public Span? Find(string? spanId) => Spans.FirstOrDefault(span => string.Equals(span.SpanId, spanId, StringComparison.OrdinalIgnoreCase));

    private static Span FirstOf(Span[] spans) => Array.Find(spans, span => span.ParentId is null) ?? spans[0];
}
