namespace Grpc.Net.ClientFactory;

/// <summary>How long an interceptor lives.</summary>
public enum InterceptorScope
{
    /// <summary>Made once a channel, and shared by its clients.</summary>
    Channel,

    /// <summary>Made once a client.</summary>
    Client,
}
