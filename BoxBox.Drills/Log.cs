namespace BoxBox.Drills;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Drills are enabled: this service may be told to fail, at /drills")]
    public static partial void Enabled(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "A drill is set: {Fault}")]
    public static partial void Set(ILogger logger, Fault fault);

    [LoggerMessage(LogLevel.Warning, "The drill {Fault} is over; it happened {Times} times")]
    public static partial void Over(ILogger logger, string fault, int times);

    [LoggerMessage(LogLevel.Warning, "Drill: {Fault} at {Point}, the {Time}. time")]
    public static partial void Due(ILogger logger, string fault, string point, int time);

    [LoggerMessage(LogLevel.Warning, "A drill gives the cue: {Cue}")]
    public static partial void CueGiven(ILogger logger, string cue);
}
