using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>STREAM.NAMES</c>.</summary>
public record StreamNamesRequest
{
    [JsonPropertyName("subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Subject { get; set; }

    [JsonPropertyName("offset"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Offset { get; set; }
}
