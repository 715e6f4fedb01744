using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A rule that renames subjects.</summary>
public record SubjectTransform
{
    [JsonPropertyName("src"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Src { get; set; }

    [JsonPropertyName("dest")]
    public required string Dest { get; set; }
}
