using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>CONSUMER.DELETE</c>.</summary>
public record ConsumerDeleteResponse
{
    [JsonPropertyName("success")]
    public bool Success { get; set; }
}
