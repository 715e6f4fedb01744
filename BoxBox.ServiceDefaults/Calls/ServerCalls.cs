using Grpc.Core;

namespace BoxBox.ServiceDefaults.Calls;

/// <summary>What gRPC calls that take their time have alike on the side of the server.</summary>
public static class ServerCalls
{
    /// <summary>Sent by the client with each retry, see gRFC A6.</summary>
    private const string PreviousAttempts = "grpc-previous-rpc-attempts";

    /// <summary>Whether the caller asks for the first time. gRPC's retries ask again within moments: what is logged of the first need not be said again.</summary>
    public static bool IsFirstTry(this ServerCallContext call) => call.RequestHeaders.Get(PreviousAttempts) is null;

    /// <summary>Waits for the work that a call asked for; where it was broken off, the status says why.</summary>
    /// <exception cref="RpcException">CANCELLED: the caller went away, or its deadline passed. UNAVAILABLE: the service stops.</exception>
    public static async Task<T> WaitForAsync<T>(this ServerCallContext call, Task<T> work, CancellationToken closing)
    {
        try
        {
            return await work;
        }
        catch (OperationCanceledException) when (call.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller went away, or its deadline passed."));
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The service stops."));
        }
    }
}
