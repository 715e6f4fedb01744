using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>An answer that carries only an error.</summary>
public record ErrorResponse
{
    [JsonPropertyName("error")]
    public ApiError Error { get; set; } = new();
}
