using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>CONSUMER.CREATE</c>.</summary>
internal sealed record ConsumerCreateRequest
{
    [JsonPropertyName("stream_name")]
    public required string StreamName { get; set; }

    [JsonPropertyName("config")]
    public ConsumerConfig? Config { get; set; }

    [JsonPropertyName("action"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ConsumerCreateAction Action { get; set; }
}
