using BoxBox.Orders;
using Microsoft.Extensions.Logging;

namespace BoxBox.Drills.Faults;

/// <summary>What this process is told to do wrong, and the one place that does it.</summary>
/// <param name="configured">What it is told at its start.</param>
/// <param name="crash">Ends the process, saying why.</param>
/// <param name="time">For the delays.</param>
/// <param name="logger">Tells what happens.</param>
internal sealed class DrillBoard(DrillPlan configured, Action<string> crash, TimeProvider time, ILogger<DrillBoard> logger)
{
    private volatile State state = new(configured);

    /// <summary>What it was told at its start.</summary>
    public DrillPlan Configured => configured;

    public DrillPlan Plan => state.Plan;

    public IReadOnlyList<ArmedFault> Faults => state.Faults;

    /// <summary>Replaces all that was set before; the counts begin anew.</summary>
    public void Set(DrillPlan next)
    {
        state = new State(next);
        Log.Set(logger, next.Faults.Count, next.WithoutMessageIds, next.WithoutProgress, next.AckFirst);
    }

    /// <summary>To be awaited at each point; usually nothing happens.</summary>
    /// <param name="point">Which point.</param>
    /// <param name="step">The step that is published or acknowledged, where it is one.</param>
    /// <param name="cancellationToken">Ends a delay.</param>
    /// <exception cref="DrillException">The work is to fail here.</exception>
    public async ValueTask ReachAsync(DrillPoint point, OrderStatus? step, CancellationToken cancellationToken)
    {
        foreach (var armed in Faults.Where(armed => armed.Fault.IsMeantFor(point, step)))
        {
            if (armed.Pass() is > 0 and var passed)
                await HappenAsync(armed.Fault, passed, cancellationToken);
        }
    }

    /// <summary>Whether a fault happens now that has no point of its own.</summary>
    public bool Happens(FaultKind kind, OrderStatus? step)
    {
        var passed = Faults.Where(armed => armed.Fault.IsMeantFor(kind, step)).Select(armed => armed.Pass()).DefaultIfEmpty().Max();
        if (passed > 0)
            Log.Due(logger, DrillNames.Of(kind), "its place", passed);
        return passed > 0;
    }

    private async ValueTask HappenAsync(Fault fault, int passed, CancellationToken cancellationToken)
    {
        var point = DrillNames.Of(fault.At!.Value);
        Log.Due(logger, DrillNames.Of(fault.Kind), point, passed);
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                await Task.Delay(fault.Delay, time, cancellationToken);
                break;
            case FaultKind.Throw:
                throw new DrillException(point);
            default:
                crash($"Drill: this process crashes at {point}, the {passed}. time.");
                break;
        }
    }

    private sealed class State(DrillPlan plan)
    {
        public DrillPlan Plan => plan;

        public IReadOnlyList<ArmedFault> Faults { get; } = [.. plan.Faults.Select(fault => new ArmedFault(fault))];
    }
}
