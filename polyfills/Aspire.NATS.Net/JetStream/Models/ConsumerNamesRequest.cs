using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>CONSUMER.NAMES</c>.</summary>
public record ConsumerNamesRequest : IterableRequest
{
    [JsonPropertyName("subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Subject { get; set; }
}
