using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A position and when it was last reached.</summary>
public record SequenceInfo
{
    [JsonPropertyName("consumer_seq")]
    public ulong ConsumerSeq { get; set; }

    [JsonPropertyName("stream_seq")]
    public ulong StreamSeq { get; set; }

    [JsonPropertyName("last_active"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset LastActive { get; set; }
}
