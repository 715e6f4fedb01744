using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>CONSUMER.PAUSE</c> (servers from 2.11).</summary>
public record ConsumerPauseResponse
{
    [JsonPropertyName("paused")]
    public bool IsPaused { get; init; }

    [JsonPropertyName("pause_until"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset PauseUntil { get; init; }

    [JsonPropertyName("pause_remaining"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? PauseRemaining { get; init; }
}
