using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A stream's configuration and state.</summary>
public record StreamInfo
{
    [JsonPropertyName("config")]
    public StreamConfig Config { get; set; } = new();

    [JsonPropertyName("state")]
    public StreamState State { get; set; } = new();

    [JsonPropertyName("created")]
    public DateTimeOffset Created { get; set; }

    [JsonPropertyName("ts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset Ts { get; set; }

    [JsonPropertyName("cluster"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ClusterInfo? Cluster { get; set; }

    [JsonPropertyName("mirror"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StreamSourceInfo? Mirror { get; set; }

    [JsonPropertyName("sources"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<StreamSourceInfo>? Sources { get; set; }

    [JsonPropertyName("alternates"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<StreamAlternate>? Alternates { get; set; }
}
