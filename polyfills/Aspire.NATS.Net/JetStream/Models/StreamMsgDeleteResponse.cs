using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.MSG.DELETE</c>.</summary>
public record StreamMsgDeleteResponse
{
    [JsonPropertyName("success")]
    public bool Success { get; set; }
}
