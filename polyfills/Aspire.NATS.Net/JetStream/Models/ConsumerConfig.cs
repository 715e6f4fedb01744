using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>How a consumer delivers. Zero and null leave a setting to the server.</summary>
public record ConsumerConfig
{
    public ConsumerConfig()
    {
    }

    public ConsumerConfig(string name)
    {
        Name = name;
        DurableName = name;
    }

    [JsonPropertyName("deliver_policy")]
    public ConsumerConfigDeliverPolicy DeliverPolicy { get; set; } = ConsumerConfigDeliverPolicy.All;

    [JsonPropertyName("opt_start_seq"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong OptStartSeq { get; set; }

    [JsonPropertyName("opt_start_time"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset OptStartTime { get; set; }

    [JsonPropertyName("durable_name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? DurableName { get; set; }

    [JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Name { get; set; }

    [JsonPropertyName("description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Description { get; set; }

    [JsonPropertyName("deliver_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? DeliverSubject { get; set; }

    [JsonPropertyName("deliver_group"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? DeliverGroup { get; set; }

    [JsonPropertyName("ack_policy")]
    public ConsumerConfigAckPolicy AckPolicy { get; set; } = ConsumerConfigAckPolicy.Explicit;

    [JsonPropertyName("ack_wait"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan AckWait { get; set; }

    [JsonPropertyName("max_deliver"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxDeliver { get; set; }

    [JsonPropertyName("filter_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? FilterSubject { get; set; }

    [JsonPropertyName("filter_subjects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? FilterSubjects { get; set; }

    [JsonPropertyName("replay_policy")]
    public ConsumerConfigReplayPolicy ReplayPolicy { get; set; } = ConsumerConfigReplayPolicy.Instant;

    [JsonPropertyName("sample_freq"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? SampleFreq { get; set; }

    [JsonPropertyName("rate_limit_bps"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RateLimitBps { get; set; }

    [JsonPropertyName("max_ack_pending"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxAckPending { get; set; }

    [JsonPropertyName("idle_heartbeat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan IdleHeartbeat { get; set; }

    [JsonPropertyName("flow_control"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FlowControl { get; set; }

    [JsonPropertyName("max_waiting"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxWaiting { get; set; }

    [JsonPropertyName("direct"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Direct { get; set; }

    [JsonPropertyName("headers_only"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HeadersOnly { get; set; }

    [JsonPropertyName("max_batch"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxBatch { get; set; }

    [JsonPropertyName("max_expires"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan MaxExpires { get; set; }

    [JsonPropertyName("max_bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxBytes { get; set; }

    [JsonPropertyName("inactive_threshold"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan InactiveThreshold { get; set; }

    [JsonPropertyName("backoff"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsListConverter))]
    public ICollection<TimeSpan>? Backoff { get; set; }

    [JsonPropertyName("num_replicas"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NumReplicas { get; set; }

    [JsonPropertyName("pause_until"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? PauseUntil { get; set; }

    [JsonPropertyName("mem_storage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MemStorage { get; set; }

    [JsonPropertyName("metadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IDictionary<string, string>? Metadata { get; set; }

    [JsonPropertyName("priority_groups"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? PriorityGroups { get; init; }

    [JsonPropertyName("priority_policy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ConsumerConfigPriorityPolicy? PriorityPolicy { get; init; }

    [JsonPropertyName("priority_timeout"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? PinnedTTL { get; init; }
}
