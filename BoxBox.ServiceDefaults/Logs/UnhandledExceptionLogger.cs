using BoxBox.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace BoxBox.ServiceDefaults.Logs;

/// <summary>Brings what nobody caught into the logs, and out of the process before it ends.</summary>
internal sealed class UnhandledExceptionLogger(ILogger<UnhandledExceptionLogger> logger, LoggerProvider logs) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        return Task.CompletedTask;
    }

    /// <summary>Listens on: the other services that stop may fail, too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        logger.UnhandledException(args.ExceptionObject as Exception, args.IsTerminating);
        logs.ForceFlush(LastTelemetry.TimeoutMilliseconds);
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) => logger.UnobservedTaskException(args.Exception);
}
