using System.Text.Json.Serialization;

namespace BoxBox.Tifosi.Gateway;

/// <summary>A step of an order, as the live stream tells it.</summary>
internal sealed record OrderEvent
{
    public Guid OrderId { get; init; }

    public string Status { get; init; } = "";

    public string Size { get; init; } = "";

    public IReadOnlyList<string> Toppings { get; init; } = [];

    public string Destination { get; init; } = "";

    public string Username { get; init; } = "";

    public DateTimeOffset OrderedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>Where it stands in the stream: the event's id.</summary>
    [JsonIgnore]
    public ulong Sequence { get; init; }

    /// <summary>As it came.</summary>
    [JsonIgnore]
    public string Json { get; init; } = "";

    [JsonIgnore]
    public bool IsEnd => Status is "completed" or "failed";

    /// <summary>How long after the order was placed.</summary>
    [JsonIgnore]
    public TimeSpan LeadTime => UpdatedAt - OrderedAt;
}
