namespace NATS.Client.Core;

/// <summary>What a server says of itself in INFO.</summary>
public interface INatsServerInfo
{
    string Id { get; }

    string Name { get; }

    string Version { get; }

    long ProtocolVersion { get; }

    string GitCommit { get; }

    string GoVersion { get; }

    string Host { get; }

    int Port { get; }

    bool HeadersSupported { get; }

    bool AuthRequired { get; }

    bool TlsRequired { get; }

    bool TlsVerify { get; }

    bool TlsAvailable { get; }

    /// <summary>Bytes of headers and payload that the server takes at most.</summary>
    int MaxPayload { get; }

    bool JetStreamAvailable { get; }

    ulong ClientId { get; }

    string ClientIp { get; }

    string? Nonce { get; }

    string? Cluster { get; }

    bool ClusterDynamic { get; }

    /// <summary>Other servers of the cluster, as HOST:PORT.</summary>
    string[]? ClientConnectUrls { get; }

    string[]? WebSocketConnectUrls { get; }

    bool LameDuckMode { get; }
}
