namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A series' value from <paramref name="At"/> until its next point.</summary>
internal sealed record MetricPoint(DateTimeOffset At, double Value, Distribution? Distribution);
