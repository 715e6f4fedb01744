namespace BoxBox.Orders.Crew;

/// <summary>Something that happened to one of the crew.</summary>
/// <param name="Kind">What.</param>
/// <param name="OrderId">With which order; none where it belongs to none.</param>
/// <param name="Attempt">At which delivery of the order.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
public sealed record CrewEvent(CrewEventKind Kind, string? OrderId, int? Attempt, string? Reason, DateTimeOffset At)
{
    /// <summary>To whom, where it is told by itself: else the report says it.</summary>
    [JsonPropertyOrder(-1)]
    public string? Role { get; init; }

    /// <summary>Which of them.</summary>
    [JsonPropertyOrder(-1)]
    public string? Instance { get; init; }
}

/// <summary>What happened to one of the crew, or to the order in his hands. In JSON in snake_case, e.g. <c>given_back</c>: to the queue.</summary>
[JsonConverter(typeof(WireNameConverter<CrewEventKind>))]
public enum CrewEventKind
{
    GivenBack,
    Redelivered,
    Burnt,
    Failed,
    FellAsleep,
    WokeUp,
    WentToLunch,
    DrillArmed,
    DrillEnded,
}
