using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.MSG.GET</c>.</summary>
public record StreamMsgGetResponse
{
    [JsonPropertyName("message")]
    public required StoredMessage Message { get; set; }
}
