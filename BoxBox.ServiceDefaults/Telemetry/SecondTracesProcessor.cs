using System.Diagnostics;
using OpenTelemetry;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Sends the second copy of the traces. Processors are shut down one after the other, within one limit: this one does not wait for its end, so
/// that a Jaeger that hangs leaves the collector its time. Who wants to wait has <see cref="Ended"/>.
/// </summary>
internal sealed class SecondTracesProcessor(BaseExporter<Activity> exporter) : BatchActivityExportProcessor(exporter, scheduledDelayMilliseconds: DelayMilliseconds)
{
    private const int DelayMilliseconds = 1000;

    public Task Ended { get; private set; } = Task.CompletedTask;

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        Ended = OwnThread.Run(() => base.OnShutdown(timeoutMilliseconds));
        return true;
    }
}
