using OpenTelemetry.Trace;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// Brings out of the process what there is to say at its end: what nobody caught, and what is left once every service of the host has stopped. Left to
/// themselves the providers would send that while they are disposed, and take 5 s each where a collector hangs: together with what a service has in hand,
/// longer than an operator waits.
/// </summary>
internal sealed partial class LastTelemetry(
    IHostApplicationLifetime lifetime, TracerProvider traces, MeterProvider metrics, LoggerProvider logs, ILogger<LastTelemetry> logger)
    : IHostedService, IDisposable
{
    /// <summary>For each of the three. A collector that is away, or takes and never answers, must not hold up the end.</summary>
    public const int TimeoutMilliseconds = 800;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        lifetime.ApplicationStopped.Register(Send);
        return Task.CompletedTask;
    }

    /// <summary>Listens on: the other services that stop may fail, too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
    }

    private void Send()
    {
        traces.Shutdown(TimeoutMilliseconds);
        metrics.Shutdown(TimeoutMilliseconds);
        logs.Shutdown(TimeoutMilliseconds);
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        Unhandled(args.ExceptionObject as Exception, args.IsTerminating);
        logs.ForceFlush(TimeoutMilliseconds);
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) => Unobserved(args.Exception);

    [LoggerMessage(LogLevel.Critical, "Unhandled exception on a thread; the process ends: {Terminating}")]
    private partial void Unhandled(Exception? error, bool terminating);

    [LoggerMessage(LogLevel.Error, "A task failed and nobody awaited it")]
    private partial void Unobserved(Exception error);
}
