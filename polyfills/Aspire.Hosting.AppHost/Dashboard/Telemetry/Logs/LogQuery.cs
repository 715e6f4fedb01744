namespace Aspire.Hosting.Dashboard.Telemetry.Logs;

/// <summary>Which logs are wanted, newest first.</summary>
internal sealed record LogQuery
{
    public string? Sender { get; init; }

    public int MinimumLevel { get; init; }

    /// <summary>In the message, the category, the exception or a tag.</summary>
    public string? Text { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    /// <summary>Only logs that arrived before this number; 0: from the newest on.</summary>
    public long Before { get; init; }

    public int Limit { get; init; } = 200;

    public bool Matches(LogEntry log) =>
        log.Level >= MinimumLevel
        && (Before == 0 || log.Number < Before)
        && Same(TraceId, log.TraceId)
        && Same(SpanId, log.SpanId)
        && log.Sender.Is(Sender)
        && (string.IsNullOrEmpty(Text) || log.Contains(Text));

    private static bool Same(string? wanted, string id) => string.IsNullOrEmpty(wanted) || string.Equals(wanted, id, StringComparison.OrdinalIgnoreCase);
}
