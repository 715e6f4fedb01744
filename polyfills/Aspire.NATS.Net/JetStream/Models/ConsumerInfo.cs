using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A consumer's configuration and progress.</summary>
public record ConsumerInfo
{
    [JsonPropertyName("stream_name")]
    public required string StreamName { get; set; }

    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("ts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset Ts { get; set; }

    [JsonPropertyName("config")]
    public ConsumerConfig Config { get; set; } = new();

    [JsonPropertyName("created")]
    public DateTimeOffset Created { get; set; }

    [JsonPropertyName("delivered")]
    public SequenceInfo Delivered { get; set; } = new();

    [JsonPropertyName("ack_floor")]
    public SequenceInfo AckFloor { get; set; } = new();

    [JsonPropertyName("num_ack_pending")]
    public int NumAckPending { get; set; }

    [JsonPropertyName("num_redelivered")]
    public int NumRedelivered { get; set; }

    [JsonPropertyName("num_waiting")]
    public int NumWaiting { get; set; }

    [JsonPropertyName("num_pending")]
    public ulong NumPending { get; set; }

    [JsonPropertyName("paused"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPaused { get; set; }

    [JsonPropertyName("pause_remaining"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? PauseRemaining { get; set; }

    [JsonPropertyName("cluster"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ClusterInfo? Cluster { get; set; }

    [JsonPropertyName("push_bound"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PushBound { get; set; }

    [JsonPropertyName("priority_groups"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<PriorityGroupState>? PriorityGroups { get; set; }
}
