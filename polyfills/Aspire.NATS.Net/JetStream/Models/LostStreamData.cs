using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Messages that a damaged store has lost.</summary>
public record LostStreamData
{
    [JsonPropertyName("msgs"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<long>? Msgs { get; set; }

    [JsonPropertyName("bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Bytes { get; set; }
}
