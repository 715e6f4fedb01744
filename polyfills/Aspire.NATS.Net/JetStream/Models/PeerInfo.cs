using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A replica and how far it lags behind.</summary>
public record PeerInfo
{
    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("current")]
    public bool Current { get; set; }

    [JsonPropertyName("active"), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Active { get; set; }

    [JsonPropertyName("offline"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Offline { get; set; }

    [JsonPropertyName("lag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Lag { get; set; }
}
