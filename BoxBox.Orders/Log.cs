namespace BoxBox.Orders;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The stream {Stream} is ready.")]
    public static partial void StreamReady(ILogger logger, string stream);

    [LoggerMessage(LogLevel.Warning, "The stream {Stream} is not ready, and tried for until it is: {Reason}")]
    public static partial void StreamNotReady(ILogger logger, string stream, string reason);

    [LoggerMessage(LogLevel.Warning, "The stream {Stream} is missing: making it again.")]
    public static partial void StreamMissing(ILogger logger, string stream);

    [LoggerMessage(LogLevel.Warning, "Message {Sequence} on {Subject} is not a step of an order: {Reason}")]
    public static partial void NoStep(ILogger logger, ulong sequence, string subject, string reason);

    [LoggerMessage(LogLevel.Debug, "The consumer {Consumer} was left to expire: {Reason}")]
    public static partial void ConsumerNotDeleted(ILogger logger, string consumer, string reason);

    [LoggerMessage(LogLevel.Warning, "Orders cannot be stored: {Reason}")]
    public static partial void OrdersCannotBeStored(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Orders can be stored again.")]
    public static partial void OrdersCanBeStored(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is {Step}")]
    public static partial void StepReached(ILogger logger, Guid orderId, string step);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} came again (delivery {Attempt}), but is {Step} already: acknowledged")]
    public static partial void FinishedBefore(ILogger logger, Guid orderId, int attempt, string step);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is given back for {Seconds:F1} s: {Reason}")]
    public static partial void GivenBack(ILogger logger, Guid orderId, double seconds, string reason);

    [LoggerMessage(LogLevel.Warning, "Order {OrderId} failed, {Failures} of at most {MostFailures} times")]
    public static partial void Failed(ILogger logger, Exception fault, Guid orderId, int failures, int mostFailures);

    [LoggerMessage(LogLevel.Warning, "Order {OrderId}: an error after it was settled; it changes nothing")]
    public static partial void FaultAfterEnd(ILogger logger, Exception fault, Guid orderId);

    [LoggerMessage(LogLevel.Warning, "Order {OrderId} could not be settled; the server will deliver it again")]
    public static partial void NotSettled(ILogger logger, Exception fault, Guid orderId);

    [LoggerMessage(LogLevel.Warning, "The time to acknowledge order {OrderId} could not be extended")]
    public static partial void NotExtended(ILogger logger, Exception fault, Guid orderId);

    [LoggerMessage(LogLevel.Error, "Message {Subject} cannot be read and is refused: {Fault}")]
    public static partial void Unreadable(ILogger logger, string subject, string fault);

    [LoggerMessage(LogLevel.Warning, "Message {Subject} could not be refused; the server will deliver it again")]
    public static partial void NotRefused(ILogger logger, Exception fault, string subject);

    [LoggerMessage(LogLevel.Debug, "The fetch ended early, with {Count} messages")]
    public static partial void FetchCutShort(ILogger logger, Exception fault, int count);

    [LoggerMessage(LogLevel.Information, "The work queue is open")]
    public static partial void QueueOpen(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The work is interrupted; trying again in {Seconds} s")]
    public static partial void Interrupted(ILogger logger, Exception fault, double seconds);

    [LoggerMessage(LogLevel.Debug, "How the queue stands is not known: {Reason}")]
    public static partial void QueueNotSeen(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Who looks on does not hear what this service does: {Reason}")]
    public static partial void CrewUnheard(ILogger logger, string reason);
}
