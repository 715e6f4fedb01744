namespace BoxBox.Orders.Crew;

/// <summary>Something that happened to one of the crew.</summary>
/// <param name="Kind">What.</param>
/// <param name="OrderId">With which order; none where it belongs to none.</param>
/// <param name="Attempt">At which delivery of the order.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
public sealed record CrewEvent(CrewEventKind Kind, string? OrderId, int? Attempt, string? Reason, DateTimeOffset At);
