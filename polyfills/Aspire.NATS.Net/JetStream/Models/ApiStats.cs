using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Requests to the JetStream API by the account.</summary>
public record ApiStats
{
    [JsonPropertyName("level")]
    public int Level { get; set; }

    [JsonPropertyName("total")]
    public ulong Total { get; set; }

    [JsonPropertyName("errors")]
    public ulong Errors { get; set; }

    [JsonPropertyName("inflight"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Inflight { get; set; }
}
