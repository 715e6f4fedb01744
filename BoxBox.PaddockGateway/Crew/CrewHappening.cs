using BoxBox.Orders.Crew;

namespace BoxBox.PaddockGateway.Crew;

/// <summary>Something that happened, and to whom.</summary>
/// <param name="Role">The role of whom.</param>
/// <param name="Instance">Which of them.</param>
/// <param name="Kind">What.</param>
/// <param name="OrderId">With which order; absent where it belongs to none.</param>
/// <param name="Attempt">At which delivery of the order.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When, in UTC.</param>
internal sealed record CrewHappening(string Role, string Instance, CrewEventKind Kind, string? OrderId, int? Attempt, string? Reason, DateTimeOffset At)
{
    public static CrewHappening Of(CrewReport report, CrewEvent happened) =>
        new(report.Role, report.Instance, happened.Kind, happened.OrderId, happened.Attempt, happened.Reason, happened.At);
}
