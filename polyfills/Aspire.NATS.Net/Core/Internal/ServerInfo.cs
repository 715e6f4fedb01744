using System.Text.Json.Serialization;

namespace NATS.Client.Core.Internal;

/// <summary>The JSON of INFO.</summary>
internal sealed record ServerInfo : INatsServerInfo
{
    [JsonPropertyName("server_id")]
    public string Id { get; init; } = "";

    [JsonPropertyName("server_name")]
    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    [JsonPropertyName("proto")]
    public long ProtocolVersion { get; init; }

    public string GitCommit { get; init; } = "";

    [JsonPropertyName("go")]
    public string GoVersion { get; init; } = "";

    public string Host { get; init; } = "";

    public int Port { get; init; }

    [JsonPropertyName("headers")]
    public bool HeadersSupported { get; init; }

    public bool AuthRequired { get; init; }

    public bool TlsRequired { get; init; }

    public bool TlsVerify { get; init; }

    public bool TlsAvailable { get; init; }

    public int MaxPayload { get; init; }

    [JsonPropertyName("jetstream")]
    public bool JetStreamAvailable { get; init; }

    public ulong ClientId { get; init; }

    public string ClientIp { get; init; } = "";

    public string? Nonce { get; init; }

    public string? Cluster { get; init; }

    public bool ClusterDynamic { get; init; }

    [JsonPropertyName("connect_urls")]
    public string[]? ClientConnectUrls { get; init; }

    [JsonPropertyName("ws_connect_urls")]
    public string[]? WebSocketConnectUrls { get; init; }

    [JsonPropertyName("ldm")]
    public bool LameDuckMode { get; init; }
}
