using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Sends what is left once every other service of the host has stopped, all signals at once and within one limit. Left to themselves the providers
/// would do it one after the other while they are disposed, 5 s each where a collector hangs; and the logs' exporter, which makes its
/// client from the host's services when it first sends, would come too late.
/// </summary>
internal sealed class LastTelemetry(TracerProvider traces, MeterProvider metrics, LoggerProvider logs, IEnumerable<SecondTracesProcessor> second) : IHostedLifecycleService
{
    /// <summary>A collector that is away, or takes and never answers, must not hold up the end.</summary>
    public const int TimeoutMilliseconds = 2500;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            Task.Run(() => traces.Shutdown(TimeoutMilliseconds), CancellationToken.None),
            Task.Run(() => metrics.Shutdown(TimeoutMilliseconds), CancellationToken.None),
            Task.Run(() => logs.Shutdown(TimeoutMilliseconds), CancellationToken.None));
        await Task.WhenAll(second.Select(copy => copy.Ended));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
