namespace BoxBox.Orders.Stream;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The stream {Stream} is ready.")]
    public static partial void StreamReady(ILogger logger, string stream);

    [LoggerMessage(2, LogLevel.Warning, "The stream {Stream} is not ready, and tried for until it is: {Reason}")]
    public static partial void StreamNotReady(ILogger logger, string stream, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The stream {Stream} is missing: making it again.")]
    public static partial void StreamMissing(ILogger logger, string stream);

    [LoggerMessage(4, LogLevel.Warning, "Message {Sequence} on {Subject} is not a step of an order: {Reason}")]
    public static partial void Unreadable(ILogger logger, ulong sequence, string subject, string reason);

    [LoggerMessage(5, LogLevel.Debug, "The consumer {Consumer} was left to expire: {Reason}")]
    public static partial void ConsumerNotDeleted(ILogger logger, string consumer, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Orders cannot be stored: {Reason}")]
    public static partial void OrdersCannotBeStored(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Information, "Orders can be stored again.")]
    public static partial void OrdersCanBeStored(ILogger logger);
}
