using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void MethodFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Information, "Service method '{Method}' ended with status '{StatusCode}': {Detail}")]
    public static partial void RpcFailed(ILogger logger, string method, StatusCode statusCode, string detail);

    [LoggerMessage(3, LogLevel.Information, "Service method '{Method}' was canceled: its client is gone or its deadline has passed.")]
    public static partial void MethodCanceled(ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "The deadline of service method '{Method}' has passed.")]
    public static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(5, LogLevel.Error, "Service method '{Method}' could not be ended at its deadline.")]
    public static partial void DeadlineFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(6, LogLevel.Debug, "The grpc-timeout '{Timeout}' is ignored: it is no positive timeout.")]
    public static partial void TimeoutIgnored(ILogger logger, string timeout);
}
