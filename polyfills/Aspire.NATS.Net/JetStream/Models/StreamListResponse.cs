using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A page of <c>STREAM.LIST</c>.</summary>
public record StreamListResponse : IterableResponse
{
    [JsonPropertyName("streams")]
    public ICollection<StreamInfo> Streams { get; set; } = [];

    [JsonPropertyName("missing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? Missing { get; set; }
}
