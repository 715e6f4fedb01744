using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>How a stream stores. Zero and null leave a setting to the server.</summary>
public record StreamConfig
{
    public StreamConfig(string name, ICollection<string> subjects)
    {
        Name = name;
        Subjects = subjects;
    }

    public StreamConfig()
    {
    }

    [JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Name { get; set; }

    [JsonPropertyName("description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Description { get; set; }

    [JsonPropertyName("subjects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<string>? Subjects { get; set; }

    [JsonPropertyName("subject_transform"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SubjectTransform? SubjectTransform { get; set; }

    [JsonPropertyName("retention")]
    public StreamConfigRetention Retention { get; set; } = StreamConfigRetention.Limits;

    [JsonPropertyName("max_consumers")]
    public int MaxConsumers { get; set; }

    [JsonPropertyName("max_msgs")]
    public long MaxMsgs { get; set; }

    [JsonPropertyName("max_msgs_per_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxMsgsPerSubject { get; set; }

    [JsonPropertyName("max_bytes")]
    public long MaxBytes { get; set; }

    [JsonPropertyName("max_age"), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan MaxAge { get; set; }

    [JsonPropertyName("max_msg_size"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxMsgSize { get; set; }

    [JsonPropertyName("storage")]
    public StreamConfigStorage Storage { get; set; } = StreamConfigStorage.File;

    [JsonPropertyName("compression"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StreamConfigCompression Compression { get; set; } = StreamConfigCompression.None;

    [JsonPropertyName("num_replicas")]
    public int NumReplicas { get; set; }

    [JsonPropertyName("no_ack"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoAck { get; set; }

    [JsonPropertyName("template_owner"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? TemplateOwner { get; set; }

    [JsonPropertyName("discard"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StreamConfigDiscard Discard { get; set; } = StreamConfigDiscard.Old;

    [JsonPropertyName("duplicate_window"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan DuplicateWindow { get; set; }

    [JsonPropertyName("placement"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Placement? Placement { get; set; }

    [JsonPropertyName("mirror"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StreamSource? Mirror { get; set; }

    [JsonPropertyName("sources"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<StreamSource>? Sources { get; set; }

    [JsonPropertyName("sealed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Sealed { get; set; }

    [JsonPropertyName("deny_delete"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DenyDelete { get; set; }

    [JsonPropertyName("deny_purge"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DenyPurge { get; set; }

    [JsonPropertyName("allow_rollup_hdrs"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowRollupHdrs { get; set; }

    [JsonPropertyName("allow_direct"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowDirect { get; set; }

    [JsonPropertyName("mirror_direct"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MirrorDirect { get; set; }

    [JsonPropertyName("republish"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Republish? Republish { get; set; }

    [JsonPropertyName("discard_new_per_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DiscardNewPerSubject { get; set; }

    [JsonPropertyName("allow_msg_ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowMsgTTL { get; set; }

    [JsonPropertyName("subject_delete_marker_ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan SubjectDeleteMarkerTTL { get; set; }

    [JsonPropertyName("metadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IDictionary<string, string>? Metadata { get; set; }

    [JsonPropertyName("allow_msg_counter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowMsgCounter { get; set; }

    [JsonPropertyName("allow_msg_schedules"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowMsgSchedules { get; set; }

    [JsonPropertyName("allow_atomic"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowAtomicPublish { get; set; }

    [JsonPropertyName("persist_mode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StreamConfigPersistMode? PersistMode { get; set; }
}
