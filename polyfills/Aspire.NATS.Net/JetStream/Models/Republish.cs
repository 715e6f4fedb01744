using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Stored messages that are published again under another subject.</summary>
public record Republish
{
    [JsonPropertyName("src")]
    public required string Src { get; set; }

    [JsonPropertyName("dest")]
    public required string Dest { get; set; }

    [JsonPropertyName("headers_only"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HeadersOnly { get; set; }
}
