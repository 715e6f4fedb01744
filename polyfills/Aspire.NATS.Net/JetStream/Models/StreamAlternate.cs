using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A mirror that could serve reads.</summary>
public record StreamAlternate
{
    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("cluster")]
    public required string Cluster { get; set; }

    [JsonPropertyName("domain"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Domain { get; set; }
}
