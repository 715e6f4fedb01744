namespace Aspire.Hosting.Dashboard.Telemetry.Logs;

/// <summary>One structured log record.</summary>
internal sealed record LogEntry
{
    /// <summary>Counts up from 1 in the order of arrival.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>An index into <see cref="LogLevels.Names"/>.</summary>
    public required int Level { get; init; }

    public required string Message { get; init; }

    public required Sender Sender { get; init; }

    /// <summary>The logger's category.</summary>
    public required string Category { get; init; }

    /// <summary>Empty where the log belongs to no trace.</summary>
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public required Tag[] Tags { get; init; }

    /// <summary>Tags that were more than one log may keep.</summary>
    public required int NotKept { get; init; }

    /// <summary>The exception's type, message and stack, or empty.</summary>
    public required string Exception { get; init; }

    public bool Contains(string text) =>
        Message.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Category.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Exception.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Tags, tag => tag.Contains(text));
}
