using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Internal;

internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "Call to '{Method}' ended with status '{StatusCode}': {Detail}")]
    public static partial void CallEnded(ILogger logger, string method, StatusCode statusCode, string detail);

    [LoggerMessage(2, LogLevel.Debug, "Attempt {Attempt} of call to '{Method}' failed with '{StatusCode}'; the next follows in {Delay}.")]
    public static partial void Retrying(ILogger logger, string method, StatusCode statusCode, int attempt, TimeSpan delay);
}
