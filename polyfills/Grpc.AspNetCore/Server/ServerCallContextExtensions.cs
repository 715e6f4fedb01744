using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From the call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    /// <exception cref="InvalidOperationException">The call is not one of an HTTP server.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext switch
        {
            ServerCall call => call.HttpContext,
            _ when serverCallContext.UserState.TryGetValue("__HttpContext", out var context) && context is HttpContext http => http,
            _ => throw new InvalidOperationException("The call does not belong to an HTTP request."),
        };
    }
}
