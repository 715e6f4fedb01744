using Aspire.Hosting.Dashboard.Telemetry.Logs;
using Aspire.Hosting.Dashboard.Telemetry.Metrics;
using Aspire.Hosting.Dashboard.Telemetry.Traces;

namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>Everything that was sent to the dashboard and is still kept.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits)
{
    public TelemetryLimits Limits { get; } = limits;

    public Senders Senders { get; } = new(limits.Senders);

    public TraceStore Traces { get; } = new(limits);

    public LogStore Logs { get; } = new(limits.Logs);

    public MetricStore Metrics { get; } = new(limits.MetricPoints);
}
