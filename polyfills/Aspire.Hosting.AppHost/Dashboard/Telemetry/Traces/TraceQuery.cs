namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Which traces are wanted, and in which order.</summary>
internal sealed record TraceQuery
{
    /// <summary>A service or an instance that takes part; null: any.</summary>
    public string? Sender { get; init; }

    /// <summary>In a span's name, id, tag or event (an order's id, say), or the start of the trace's id.</summary>
    public string? Text { get; init; }

    public bool OnlyErrors { get; init; }

    public TimeSpan AtLeast { get; init; }

    public TraceOrder Order { get; init; }

    public bool Matches(Trace trace) =>
        trace.Duration >= AtLeast
        && (!OnlyErrors || trace.Errors > 0)
        && (string.IsNullOrEmpty(Sender) || trace.Spans.Any(span => span.Sender.Is(Sender)))
        && (string.IsNullOrEmpty(Text) || trace.Id.StartsWith(Text, StringComparison.OrdinalIgnoreCase) || trace.Spans.Any(span => span.Contains(Text)));

    public IEnumerable<Trace> Sort(IEnumerable<Trace> traces) => Order switch
    {
        TraceOrder.Oldest => traces.OrderBy(trace => trace.Start),
        TraceOrder.Slowest => traces.OrderByDescending(trace => trace.Duration),
        TraceOrder.Fastest => traces.OrderBy(trace => trace.Duration),
        TraceOrder.Largest => traces.OrderByDescending(trace => trace.Spans.Count),
        _ => traces.OrderByDescending(trace => trace.Start),
    };
}
