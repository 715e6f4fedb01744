using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Sends what is left once every other service of the host has stopped, all signals at once and within one limit. Left to themselves the providers
/// would do it one after the other while they are disposed, 5 s each where a collector hangs; and the logs' exporter, which makes its
/// client from the host's services when it first sends, would come too late.
/// </summary>
internal sealed class LastTelemetry(
    TracerProvider traces,
    MeterProvider metrics,
    LoggerProvider logs,
    IEnumerable<SecondTracesProcessor> second,
    IOptions<LastTelemetryOptions> options) : IHostedLifecycleService
{
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var timeout = options.Value.TimeoutMilliseconds;
        await Task.WhenAll(
            OwnThread.Run(() => traces.Shutdown(timeout)),
            OwnThread.Run(() => metrics.Shutdown(timeout)),
            OwnThread.Run(() => logs.Shutdown(timeout)));
        await Task.WhenAll(second.Select(copy => copy.Ended));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
