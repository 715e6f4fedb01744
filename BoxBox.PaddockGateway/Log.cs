namespace BoxBox.PaddockGateway;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Order {OrderId} is in the stream at {Sequence}.")]
    public static partial void OrderStored(ILogger logger, Guid orderId, ulong sequence);

    [LoggerMessage(2, LogLevel.Information, "Order {OrderId} was placed before under the same key.")]
    public static partial void OrderRecalled(ILogger logger, Guid orderId);

    [LoggerMessage(3, LogLevel.Warning, "Order {OrderId} could not be stored.")]
    public static partial void OrderNotStored(ILogger logger, Guid orderId, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "Order {OrderId} could not be looked up.")]
    public static partial void OrderNotRead(ILogger logger, Guid orderId, Exception error);

    [LoggerMessage(5, LogLevel.Information, "Following the stream after {Sequence}.")]
    public static partial void FeedFollows(ILogger logger, ulong sequence);

    [LoggerMessage(6, LogLevel.Warning, "Lost the stream, next try in {Delay}: {Reason}")]
    public static partial void FeedLost(ILogger logger, TimeSpan delay, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The stream was made anew: following it from its start.")]
    public static partial void FeedRestarts(ILogger logger);

    [LoggerMessage(8, LogLevel.Warning, "A live client was cut off: it was more than {Most} events behind.")]
    public static partial void ClientCutOff(ILogger logger, int most);

    [LoggerMessage(9, LogLevel.Warning, "A client's catch-up waits for NATS, next try in {Delay}: {Reason}")]
    public static partial void CatchUpWaits(ILogger logger, TimeSpan delay, string reason);

    [LoggerMessage(10, LogLevel.Warning, "The saved ledger could not be loaded, the stream is read from its start: {Reason}")]
    public static partial void LedgerNotLoaded(ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Warning, "The ledger could not be saved: {Reason}")]
    public static partial void LedgerNotSaved(ILogger logger, string reason);

    [LoggerMessage(12, LogLevel.Warning, "The ledger could not be read: {Reason}")]
    public static partial void LedgerNotRead(ILogger logger, string reason);

    [LoggerMessage(13, LogLevel.Warning, "What had gone out last ({Published}) the stream no longer has; it ends at {LastSequence}. Following it anew.")]
    public static partial void FeedGoesBack(ILogger logger, ulong published, ulong lastSequence);

    [LoggerMessage(14, LogLevel.Warning, "The saved ledger could not be loaded, trying once more: {Reason}")]
    public static partial void LedgerLoadedAgain(ILogger logger, string reason);

    [LoggerMessage(15, LogLevel.Warning, "The feed stands still at {Published}, and message {Missed} is there: following the stream anew.")]
    public static partial void FeedStandsStill(ILogger logger, ulong published, ulong missed);

    [LoggerMessage(16, LogLevel.Warning, "Message {Sequence} is of {StoredAt} and not, as it was, of {Expected}: this is another history.")]
    public static partial void OtherHistory(ILogger logger, ulong sequence, DateTimeOffset storedAt, DateTimeOffset expected);

    [LoggerMessage(21, LogLevel.Warning, "The crew is not heard, next try in {Delay}: {Reason}")]
    public static partial void CrewUnheard(ILogger logger, TimeSpan delay, string reason);

    [LoggerMessage(22, LogLevel.Warning, "What is said on {Subject} is no report of the crew: {Reason}")]
    public static partial void CrewNotUnderstood(ILogger logger, string subject, string reason);

    [LoggerMessage(24, LogLevel.Error, "A look at who has fallen silent failed, the next follows in {Interval}.")]
    public static partial void CrewLookFailed(ILogger logger, TimeSpan interval, Exception error);

    [LoggerMessage(23, LogLevel.Warning, "A drill was not led to the service: {Reason}")]
    public static partial void DrillNotForwarded(ILogger logger, string reason);
}
