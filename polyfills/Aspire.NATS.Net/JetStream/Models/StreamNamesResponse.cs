using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A page of <c>STREAM.NAMES</c>.</summary>
public record StreamNamesResponse : IterableResponse
{
    [JsonPropertyName("streams"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? Streams { get; set; }
}
