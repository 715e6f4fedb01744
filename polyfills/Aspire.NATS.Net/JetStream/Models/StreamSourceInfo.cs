using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>How far a copy lags behind its source.</summary>
public record StreamSourceInfo
{
    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("filter_subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? FilterSubject { get; set; }

    [JsonPropertyName("subject_transform_dest"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? SubjectTransformDest { get; set; }

    [JsonPropertyName("lag")]
    public long Lag { get; set; }

    [JsonPropertyName("active"), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Active { get; set; }

    [JsonPropertyName("external"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExternalStreamSource? External { get; set; }

    [JsonPropertyName("error"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ApiError? Error { get; set; }
}
