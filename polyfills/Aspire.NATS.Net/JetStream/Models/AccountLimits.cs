using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Limits of an account or tier; -1 is unlimited.</summary>
public record AccountLimits
{
    [JsonPropertyName("max_memory")]
    public long MaxMemory { get; set; }

    [JsonPropertyName("max_storage")]
    public long MaxStorage { get; set; }

    [JsonPropertyName("max_streams")]
    public int MaxStreams { get; set; }

    [JsonPropertyName("max_consumers")]
    public int MaxConsumers { get; set; }

    [JsonPropertyName("max_bytes_required"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MaxBytesRequired { get; set; }

    [JsonPropertyName("max_ack_pending"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxAckPending { get; set; }

    [JsonPropertyName("memory_max_stream_bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MemoryMaxStreamBytes { get; set; } = -1;

    [JsonPropertyName("storage_max_stream_bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long StorageMaxStreamBytes { get; set; } = -1;
}
