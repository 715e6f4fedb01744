namespace BoxBox.Fornaio;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Pizza of order {OrderId} {Outcome} in {Seconds:F2} s")]
    public static partial void ComesOut(ILogger logger, string orderId, string outcome, double seconds);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is sent away: {Reason}")]
    public static partial void SentAway(ILogger logger, string orderId, string reason);

    [LoggerMessage(LogLevel.Information, "Pizza of order {OrderId} taken out unfinished: who asked for it went away")]
    public static partial void TakenOut(ILogger logger, string orderId);
}
