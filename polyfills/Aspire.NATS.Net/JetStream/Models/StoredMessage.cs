using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>A message as the stream keeps it.</summary>
public record StoredMessage
{
    [JsonPropertyName("subject")]
    public required string Subject { get; set; }

    [JsonPropertyName("seq")]
    public ulong Seq { get; set; }

    [JsonPropertyName("data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ReadOnlyMemory<byte> Data { get; set; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; set; }

    [JsonPropertyName("hdrs"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Hdrs { get; set; }
}
