using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace BoxBox.ServiceDefaults.Logs;

/// <summary>Brings what nobody caught into the logs, and out of the process before it ends.</summary>
internal sealed class UnhandledExceptionLogger(ILogger<UnhandledExceptionLogger> logger, LoggerProvider logs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
        return Task.CompletedTask;
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        logger.UnhandledException(args.ExceptionObject as Exception, args.IsTerminating);
        logs.ForceFlush(LastLogs.FlushTimeoutMilliseconds);
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) => logger.UnobservedTaskException(args.Exception);
}
