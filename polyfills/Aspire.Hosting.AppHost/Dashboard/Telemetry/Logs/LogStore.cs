namespace Aspire.Hosting.Dashboard.Telemetry.Logs;

/// <summary>The latest logs.</summary>
internal sealed class LogStore(int limit)
{
    private readonly Ring<LogEntry> logs = new(limit);

    public Changes Changes { get; } = new();

    public int Count => logs.Count;

    public void Add(IReadOnlyCollection<LogEntry> arrived)
    {
        if (arrived.Count > 0)
        {
            logs.Add(arrived, static (log, number) => log with { Number = number });
            Changes.Notify();
        }
    }

    public LogEntry? Find(long number) => logs.Find(number);

    public IReadOnlyList<LogEntry> Query(LogQuery query) => [.. logs.NewestFirst().Where(query.Matches).Take(query.Limit)];

    /// <summary>How many logs of each trace's spans there are.</summary>
    public IReadOnlyDictionary<string, int> CountBySpan(string traceId) =>
        logs.NewestFirst().Where(log => log.TraceId == traceId).CountBy(log => log.SpanId).ToDictionary();
}
