using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A position in a consumer and in its stream.</summary>
public record SequencePair
{
    [JsonPropertyName("consumer_seq")]
    public ulong ConsumerSeq { get; set; }

    [JsonPropertyName("stream_seq")]
    public ulong StreamSeq { get; set; }
}
