using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A page of <c>CONSUMER.LIST</c>.</summary>
public record ConsumerListResponse : IterableResponse
{
    [JsonPropertyName("consumers")]
    public ICollection<ConsumerInfo> Consumers { get; set; } = [];
}
