using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.PURGE</c>.</summary>
public record StreamPurgeResponse
{
    [JsonPropertyName("success")]
    public bool Success { get; set; }

    [JsonPropertyName("purged")]
    public long Purged { get; set; }
}
