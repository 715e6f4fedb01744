using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Which message to read: by sequence, the last or the next of a subject.</summary>
public record StreamMsgGetRequest
{
    [JsonPropertyName("seq"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ulong Seq { get; set; }

    [JsonPropertyName("last_by_subj"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? LastBySubj { get; set; }

    [JsonPropertyName("next_by_subj"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? NextBySubj { get; set; }
}
