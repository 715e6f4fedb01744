using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Sends what is left once every service of the host has stopped. Left to themselves the providers would do it while they are disposed, and take 5 s
/// each where a collector hangs: together with what a service has in hand, longer than an operator waits.
/// </summary>
internal sealed class LastTelemetry(IHostApplicationLifetime lifetime, TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedService
{
    /// <summary>For each of the three. A collector that is away, or takes and never answers, must not hold up the end.</summary>
    public const int TimeoutMilliseconds = 800;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopped.Register(Send);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Send()
    {
        traces.Shutdown(TimeoutMilliseconds);
        metrics.Shutdown(TimeoutMilliseconds);
        logs.Shutdown(TimeoutMilliseconds);
    }
}
