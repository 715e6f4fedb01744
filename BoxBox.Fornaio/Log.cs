namespace BoxBox.Fornaio;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Pizza of order {OrderId} baked in {Seconds:F2} s")]
    public static partial void Baked(ILogger logger, string orderId, double seconds);

    [LoggerMessage(LogLevel.Information, "Pizza of order {OrderId} burnt after {Seconds:F2} s")]
    public static partial void Burnt(ILogger logger, string orderId, double seconds);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is sent away: {Reason}")]
    public static partial void SentAway(ILogger logger, string orderId, string reason);

    [LoggerMessage(LogLevel.Information, "Pizza of order {OrderId} taken out unfinished: who asked for it went away")]
    public static partial void TakenOut(ILogger logger, string orderId);
}
