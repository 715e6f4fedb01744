using Microsoft.Extensions.Logging;

namespace NATS.Client.JetStream.Internal;

internal static partial class JetStreamLog
{
    [LoggerMessage(2101, LogLevel.Warning, "Consumer {Consumer} of {Stream}: {Code} {Text}")]
    public static partial void UnknownStatus(ILogger logger, string stream, string consumer, int code, string text);

    [LoggerMessage(2102, LogLevel.Debug, "Consumer {Consumer} of {Stream}: two heartbeats stayed away")]
    public static partial void HeartbeatsMissed(ILogger logger, string stream, string consumer);

    [LoggerMessage(2103, LogLevel.Debug, "Consumer {Consumer} of {Stream}: a pull request could not be sent")]
    public static partial void PullFailed(ILogger logger, string stream, string consumer, Exception exception);

    [LoggerMessage(2104, LogLevel.Debug, "Ordered consumer of {Stream} starts after {Sequence}")]
    public static partial void OrderedStarts(ILogger logger, string stream, ulong sequence);

    [LoggerMessage(2105, LogLevel.Warning, "Ordered consumer of {Stream} starts anew after {Sequence}: {Reason}")]
    public static partial void OrderedRestarts(ILogger logger, string stream, ulong sequence, string reason);

    [LoggerMessage(2106, LogLevel.Debug, "Ordered consumer {Consumer} of {Stream} could not be deleted; the server drops it after its inactivity: {Reason}")]
    public static partial void OrderedNotDeleted(ILogger logger, string stream, string consumer, string reason);
}
