using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;

namespace BoxBox.ServiceDefaults.Logs;

/// <summary>
/// Sends the last logs once every other service of the host has stopped. The log exporter makes its client from the host's services
/// when it first sends, so what it is left with when they are disposed would be lost.
/// </summary>
internal sealed class LastLogs(LoggerProvider logs) : IHostedLifecycleService
{
    /// <summary>A collector that is away must not hold up the end.</summary>
    public const int FlushTimeoutMilliseconds = 2000;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        logs.ForceFlush(FlushTimeoutMilliseconds);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
