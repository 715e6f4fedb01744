using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Where in a cluster a stream may live.</summary>
public record Placement
{
    [JsonPropertyName("cluster"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cluster { get; set; }

    [JsonPropertyName("tags"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? Tags { get; set; }
}
