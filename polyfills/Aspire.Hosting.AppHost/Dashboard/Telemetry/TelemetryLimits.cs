namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>How much is kept. What is over a limit pushes the oldest out; nothing grows without bound.</summary>
internal sealed record TelemetryLimits
{
    /// <summary>Spans in all traces; the trace that arrived first goes first, whole.</summary>
    public int Spans { get; init; } = 50_000;

    /// <summary>Spans of one trace; those after it are counted, not kept.</summary>
    public int SpansPerTrace { get; init; } = 5_000;

    public int Logs { get; init; } = 20_000;

    /// <summary>Points of all instruments; a point is one series' value in one <see cref="Metrics.Series.Slot"/>.</summary>
    public int MetricPoints { get; init; } = 200_000;

    /// <summary>Lines of all resources' consoles.</summary>
    public int ConsoleLines { get; init; } = 20_000;

    /// <summary>Senders that are told apart; those after it share one name.</summary>
    public int Senders { get; init; } = 500;

    /// <summary>Tags of one span, log, event, link or series; also events and links of one span.</summary>
    public int Tags { get; init; } = 128;

    /// <summary>Characters of one value; the rest is cut off, with a sign of it.</summary>
    public int TextLength { get; init; } = 8_192;

    /// <summary>Characters of a name or a key; the rest is cut off.</summary>
    public int NameLength { get; init; } = 256;

    /// <summary>
    /// Characters that one span, log or series keeps in all, where each tag, event and link counts as 50 more; those that do not fit are counted, not kept.
    /// Two bytes each: 50,000 spans keep at most 3.3 GB and 20,000 logs 1.3 GB, whatever is sent.
    /// </summary>
    public int ItemLength { get; init; } = 32_768;
}
