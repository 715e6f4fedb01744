using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A pull request: <c>CONSUMER.MSG.NEXT</c>.</summary>
public record ConsumerGetnextRequest
{
    [JsonPropertyName("expires"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Expires { get; set; }

    [JsonPropertyName("batch"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Batch { get; set; }

    [JsonPropertyName("max_bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MaxBytes { get; set; }

    [JsonPropertyName("no_wait"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoWait { get; set; }

    [JsonPropertyName("idle_heartbeat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan IdleHeartbeat { get; set; }

    [JsonPropertyName("group"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Group { get; set; }

    [JsonPropertyName("min_pending"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MinPending { get; set; }

    [JsonPropertyName("min_ack_pending"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MinAckPending { get; set; }

    [JsonPropertyName("id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Id { get; set; }

    [JsonPropertyName("priority"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public byte Priority { get; set; }
}
