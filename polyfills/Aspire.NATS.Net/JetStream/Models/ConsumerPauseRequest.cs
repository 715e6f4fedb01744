using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>CONSUMER.PAUSE</c> (servers from 2.11).</summary>
internal sealed record ConsumerPauseRequest
{
    [JsonPropertyName("pause_until"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? PauseUntil { get; set; }
}
