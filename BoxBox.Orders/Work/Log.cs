namespace BoxBox.Orders.Work;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Order {OrderId} is {Step}")]
    public static partial void StepReached(ILogger logger, Guid orderId, string step);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} came again (delivery {Attempt}), but is {Step} already: acknowledged")]
    public static partial void FinishedBefore(ILogger logger, Guid orderId, int attempt, string step);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is given back for {Seconds:F1} s: {Reason}")]
    public static partial void NotAtFault(ILogger logger, Guid orderId, string reason, double seconds);

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
}
