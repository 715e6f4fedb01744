using BoxBox.Drills.Faults;
using BoxBox.Orders;

namespace BoxBox.Drills.Switching;

/// <summary>What <c>/drills</c> answers.</summary>
/// <param name="Process">The process that answers: a proxy in front of replicas does not say which.</param>
/// <param name="Faults">What goes wrong, and how often it has.</param>
/// <param name="WithoutMessageIds">As it was set.</param>
/// <param name="WithoutProgress">As it was set.</param>
/// <param name="AckFirst">As it was set.</param>
internal sealed record DrillReport(int Process, IReadOnlyList<DrillReport.FaultState> Faults, bool WithoutMessageIds, bool WithoutProgress, bool AckFirst)
{
    public static DrillReport Of(DrillBoard board) => new(
        Environment.ProcessId,
        [.. board.Faults.Select(FaultState.Of)],
        board.Plan.WithoutMessageIds,
        board.Plan.WithoutProgress,
        board.Plan.AckFirst);

    /// <summary>A fault as it was set; how often its place was passed since, and how often it happened.</summary>
    internal sealed record FaultState(string Fault, string? At, string? Step, int Time, int Times, double? Seconds, int Seen, int Happened)
    {
        public static FaultState Of(ArmedFault armed) => new(
            DrillNames.Of(armed.Fault.Kind),
            armed.Fault.At is { } point ? DrillNames.Of(point) : null,
            armed.Fault.Step is { } step ? WireName.Of(step) : null,
            armed.Fault.Time,
            armed.Fault.Times,
            armed.Fault.Kind is FaultKind.Delay ? armed.Fault.Delay.TotalSeconds : null,
            armed.Seen,
            armed.Happened);
    }
}
