using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>The servers that hold a stream or consumer.</summary>
public record ClusterInfo
{
    [JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Name { get; set; }

    [JsonPropertyName("raft_group"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? RaftGroup { get; set; }

    [JsonPropertyName("leader"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Leader { get; set; }

    [JsonPropertyName("replicas"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<PeerInfo>? Replicas { get; set; }

    [JsonPropertyName("leader_since"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset LeaderSince { get; init; }

    [JsonPropertyName("system_account"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SystemAccount { get; init; }

    [JsonPropertyName("traffic_account"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? TrafficAccount { get; init; }
}
