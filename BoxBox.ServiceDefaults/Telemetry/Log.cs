namespace BoxBox.ServiceDefaults.Telemetry;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Critical, "Unhandled exception on a thread; the process ends: {Terminating}")]
    public static partial void UnhandledException(ILogger logger, Exception? error, bool terminating);

    [LoggerMessage(2, LogLevel.Error, "A task failed and nobody awaited it")]
    public static partial void UnobservedTaskException(ILogger logger, Exception error);
}
