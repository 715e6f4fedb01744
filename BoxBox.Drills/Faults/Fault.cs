using BoxBox.Orders;

namespace BoxBox.Drills.Faults;

/// <summary>One thing that is to go wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Where; none for the kinds that have one place only.</param>
/// <param name="Step">Only where this step is published, or where a message of this step is acknowledged; none for every step.</param>
/// <param name="Time">The first time it happens, from 1, counted since it was set.</param>
/// <param name="Times">How often from then on.</param>
/// <param name="Delay">How much longer a point takes.</param>
internal sealed record Fault(FaultKind Kind, DrillPoint? At, OrderStatus? Step, int Time, int Times, TimeSpan Delay)
{
    public bool IsMeantFor(DrillPoint point, OrderStatus? step) => At == point && IsMeantFor(step);

    public bool IsMeantFor(FaultKind kind, OrderStatus? step) => Kind == kind && IsMeantFor(step);

    private bool IsMeantFor(OrderStatus? step) => Step is null || Step == step;
}
