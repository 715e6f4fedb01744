using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Resource {Resource} changed state: {Before} -> {After}")]
    public static partial void StateChanged(ILogger logger, string resource, string before, string after);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for resource '{Resource}' to run.")]
    public static partial void WaitingUntilRunning(ILogger logger, string resource);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for resource '{Resource}' to become healthy.")]
    public static partial void WaitingUntilHealthy(ILogger logger, string resource);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for resource '{Resource}' to complete.")]
    public static partial void WaitingForCompletion(ILogger logger, string resource);

    [LoggerMessage(Level = LogLevel.Information, Message = "Finished waiting for resource '{Resource}'.")]
    public static partial void FinishedWaiting(ILogger logger, string resource);

    [LoggerMessage(Level = LogLevel.Information, Message = "Executing command '{Command}'.")]
    public static partial void ExecutingCommand(ILogger logger, string command);

    [LoggerMessage(Level = LogLevel.Information, Message = "Executed command '{Command}', success: {Success} {Error}")]
    public static partial void ExecutedCommand(ILogger logger, string command, bool success, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Command '{Command}' failed.")]
    public static partial void CommandFailed(ILogger logger, Exception error, string command);

    [LoggerMessage(Level = LogLevel.Information, Message = "Distributed application starting.")]
    public static partial void Starting(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Application host directory is: {Directory}")]
    public static partial void Directory(ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Distributed application started. Press Ctrl+C to shut down.")]
    public static partial void Started(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "Resource '{Resource}' failed to start: {Reason}")]
    public static partial void FailedToStart(ILogger logger, string resource, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Resource '{Resource}' ended by itself with exit code {ExitCode}. The end of its output:{Output}")]
    public static partial void EndedByItself(ILogger logger, string resource, int exitCode, string output);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Resource '{Resource}' did not end within {Seconds} s after SIGTERM; killing it.")]
    public static partial void Killing(ILogger logger, string resource, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The health of resource '{Resource}' could not be checked; trying again.")]
    public static partial void HealthCheckFailed(ILogger logger, Exception error, string resource);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The proxy at {Address} could not take a connection; the next try in 100 ms.")]
    public static partial void ProxyAcceptFailed(ILogger logger, Exception error, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "{LineNumber}: {Line}")]
    public static partial void Output(ILogger logger, int lineNumber, string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "{LineNumber}: {Line}")]
    public static partial void ErrorOutput(ILogger logger, int lineNumber, string line);
}
