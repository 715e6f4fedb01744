using Microsoft.Extensions.Logging;

namespace BoxBox.AppHost;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Drill}: done by process {Processes}.")]
    public static partial void DrillSet(ILogger logger, string drill, string processes);

    [LoggerMessage(2, LogLevel.Error, "Not every service became healthy; the log of the one that is named says why.")]
    public static partial void NotHealthy(ILogger logger, Exception error);
}
