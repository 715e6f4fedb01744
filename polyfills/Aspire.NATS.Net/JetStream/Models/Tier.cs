using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>What an account uses and may use of one replication tier.</summary>
public record Tier
{
    [JsonPropertyName("memory")]
    public ulong Memory { get; set; }

    [JsonPropertyName("storage")]
    public ulong Storage { get; set; }

    [JsonPropertyName("reserved_memory")]
    public ulong ReservedMemory { get; set; }

    [JsonPropertyName("reserved_storage")]
    public ulong ReservedStore { get; set; }

    [JsonPropertyName("streams")]
    public int Streams { get; set; }

    [JsonPropertyName("consumers")]
    public int Consumers { get; set; }

    [JsonPropertyName("limits")]
    public AccountLimits Limits { get; set; } = new();
}
