using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Who is pinned in a priority group (servers from 2.11).</summary>
public record PriorityGroupState
{
    [JsonPropertyName("group"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Group { get; set; }

    [JsonPropertyName("pinned_client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? PinnedClientId { get; set; }

    [JsonPropertyName("pinned_ts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? PinnedTs { get; set; }
}
