using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.DELETE</c>.</summary>
public record StreamDeleteResponse
{
    [JsonPropertyName("success")]
    public bool Success { get; set; }
}
