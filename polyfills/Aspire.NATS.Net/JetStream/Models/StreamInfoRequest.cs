using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>What <c>STREAM.INFO</c> tells beside the usual.</summary>
public record StreamInfoRequest
{
    [JsonPropertyName("deleted_details"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DeletedDetails { get; set; }

    [JsonPropertyName("subjects_filter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? SubjectsFilter { get; set; }

    [JsonPropertyName("offset"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Offset { get; set; }
}
