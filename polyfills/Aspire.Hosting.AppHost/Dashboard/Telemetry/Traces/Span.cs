namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>One piece of work in a trace.</summary>
internal sealed record Span
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    /// <summary>Null for the first span of a trace.</summary>
    public required string? ParentId { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required TimeSpan Duration { get; init; }

    public required bool Failed { get; init; }

    /// <summary>What the status says beside ok or error.</summary>
    public required string StatusText { get; init; }

    public required Sender Sender { get; init; }

    /// <summary>The ActivitySource (tracer) that made it.</summary>
    public required string Scope { get; init; }

    public required Tag[] Tags { get; init; }

    public required SpanEvent[] Events { get; init; }

    public required SpanLink[] Links { get; init; }

    /// <summary>Tags, events and links that were more than one span may keep.</summary>
    public required int NotKept { get; init; }

    public DateTimeOffset End => Start + Duration;

    /// <returns>Whether the text stands in the name, an id, a tag, or an event.</returns>
    public bool Contains(string text) =>
        Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || SpanId.Equals(text, StringComparison.OrdinalIgnoreCase)
        || StatusText.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Tags, tag => tag.Contains(text))
        || Array.Exists(Events, happened => happened.Contains(text));
}
