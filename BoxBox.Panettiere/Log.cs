namespace BoxBox.Panettiere;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Dough of order {OrderId} made in {Seconds:F2} s")]
    public static partial void DoughMade(ILogger logger, string orderId, double seconds);

    [LoggerMessage(LogLevel.Information, "Dough of order {OrderId} thrown away: who asked for it went away")]
    public static partial void DoughThrownAway(ILogger logger, string orderId);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is sent away: {Reason}")]
    public static partial void SentAway(ILogger logger, string orderId, string reason);

    [LoggerMessage(LogLevel.Information, "The Panettiere falls asleep (oversleeping: {Oversleeps})")]
    public static partial void FellAsleep(ILogger logger, bool oversleeps);

    [LoggerMessage(LogLevel.Information, "The Panettiere woke up after {Seconds:F2} s")]
    public static partial void WokeUp(ILogger logger, double seconds);
}
