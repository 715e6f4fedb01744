using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request for one page of a list.</summary>
public record IterableRequest
{
    [JsonPropertyName("offset")]
    public int Offset { get; set; }
}
