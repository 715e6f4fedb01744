namespace BoxBox.Orders.Crew;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Who looks on does not hear what this service does: {Reason}")]
    public static partial void CrewUnheard(ILogger logger, string reason);
}
