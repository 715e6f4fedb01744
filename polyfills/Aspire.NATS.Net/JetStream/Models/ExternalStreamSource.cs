using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A stream of another account or domain.</summary>
public record ExternalStreamSource
{
    [JsonPropertyName("api")]
    public required string Api { get; set; }

    [JsonPropertyName("deliver"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Deliver { get; set; }
}
