using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Where a stream copies messages from.</summary>
public record StreamSource
{
    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("opt_start_seq"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong OptStartSeq { get; set; }

    [JsonPropertyName("opt_start_time"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(UtcConverter))]
    public DateTimeOffset OptStartTime { get; set; }

    [JsonPropertyName("filter_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? FilterSubject { get; set; }

    [JsonPropertyName("subject_transforms"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ICollection<SubjectTransform>? SubjectTransforms { get; set; }

    [JsonPropertyName("external"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExternalStreamSource? External { get; set; }

    /// <summary>The JetStream domain of the source; sent as <see cref="External"/> with that domain's API prefix.</summary>
    [JsonIgnore]
    public string? Domain { get; set; }
}
