using Microsoft.Extensions.Logging;

namespace NATS.Client.Core.Internal;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Information, "Connected to NATS {Server}")]
    public static partial void Connected(ILogger logger, ServerAddress server);

    [LoggerMessage(1102, LogLevel.Warning, "Lost the connection to NATS {Server}")]
    public static partial void Disconnected(ILogger logger, ServerAddress server, Exception exception);

    [LoggerMessage(1103, LogLevel.Warning, "Cannot connect to NATS {Server}: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, ServerAddress server, string reason);

    [LoggerMessage(1104, LogLevel.Error, "The connection to NATS has given up")]
    public static partial void GaveUp(ILogger logger, Exception exception);

    [LoggerMessage(1105, LogLevel.Warning, "NATS {Server} is about to shut down")]
    public static partial void LameDuck(ILogger logger, ServerAddress server);

    [LoggerMessage(1106, LogLevel.Warning, "The connection was closed without the server's last word: {Reason}")]
    public static partial void DrainFailed(ILogger logger, string reason);

    [LoggerMessage(1107, LogLevel.Error, "A handler of the connection's events failed")]
    public static partial void EventHandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(1108, LogLevel.Error, "NATS {Server} reports: {Error}")]
    public static partial void ServerError(ILogger logger, ServerAddress server, string error);

    [LoggerMessage(1109, LogLevel.Error, "The subscription to {Subject} could not take a message")]
    public static partial void MessageFailed(ILogger logger, string subject, Exception exception);
}
