namespace BoxBox.Drills.Faults;

/// <summary>All that a service is told to do wrong; checked.</summary>
/// <param name="Faults">What goes wrong, each at its place.</param>
/// <param name="WithoutMessageIds">Steps are stored as often as they are published, and no worker looks up whether an order was finished before.</param>
/// <param name="WithoutProgress">Nobody tells the server that he is still at it.</param>
/// <param name="AckFirst">Messages are acknowledged as soon as they are fetched.</param>
internal sealed record DrillPlan(IReadOnlyList<Fault> Faults, bool WithoutMessageIds, bool WithoutProgress, bool AckFirst)
{
    public static DrillPlan Nothing { get; } = new([], false, false, false);
}
