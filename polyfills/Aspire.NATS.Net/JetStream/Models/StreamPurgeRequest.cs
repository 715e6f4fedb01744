using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Which messages to purge; nothing set purges all.</summary>
public record StreamPurgeRequest
{
    [JsonPropertyName("filter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Filter { get; set; }

    [JsonPropertyName("seq"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Seq { get; set; }

    [JsonPropertyName("keep"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Keep { get; set; }
}
