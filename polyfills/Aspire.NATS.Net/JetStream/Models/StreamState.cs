using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>What a stream holds.</summary>
public record StreamState
{
    [JsonPropertyName("messages")]
    public long Messages { get; set; }

    [JsonPropertyName("bytes")]
    public long Bytes { get; set; }

    [JsonPropertyName("first_seq")]
    public ulong FirstSeq { get; set; }

    [JsonPropertyName("first_ts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? FirstTs { get; set; }

    [JsonPropertyName("last_seq")]
    public ulong LastSeq { get; set; }

    [JsonPropertyName("last_ts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? LastTs { get; set; }

    [JsonPropertyName("deleted"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<long>? Deleted { get; set; }

    [JsonPropertyName("subjects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IDictionary<string, long>? Subjects { get; set; }

    [JsonPropertyName("num_subjects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NumSubjects { get; set; }

    [JsonPropertyName("num_deleted"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NumDeleted { get; set; }

    [JsonPropertyName("lost"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LostStreamData? Lost { get; set; }

    [JsonPropertyName("consumer_count")]
    public long ConsumerCount { get; set; }
}
