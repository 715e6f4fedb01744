using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>One page of a list.</summary>
public record IterableResponse
{
    [JsonPropertyName("total")]
    public int Total { get; set; }

    [JsonPropertyName("offset")]
    public int Offset { get; set; }

    [JsonPropertyName("limit")]
    public int Limit { get; set; }
}
