using Microsoft.Extensions.Logging;

namespace BoxBox.Drills;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Drills are enabled: this service may be told to fail, at /drills")]
    public static partial void Enabled(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The drills are set: {Faults} faults, without message ids: {WithoutMessageIds}, without progress: {WithoutProgress}, acknowledge first: {AckFirst}")]
    public static partial void Set(ILogger logger, int faults, bool withoutMessageIds, bool withoutProgress, bool ackFirst);

    [LoggerMessage(LogLevel.Warning, "Drill: {Fault} at {Point}, the {Time}. time")]
    public static partial void Due(ILogger logger, string fault, string point, int time);
}
