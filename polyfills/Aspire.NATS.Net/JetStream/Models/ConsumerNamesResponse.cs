using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A page of <c>CONSUMER.NAMES</c>.</summary>
public record ConsumerNamesResponse : IterableResponse
{
    [JsonPropertyName("consumers")]
    public ICollection<string> Consumers { get; set; } = [];
}
