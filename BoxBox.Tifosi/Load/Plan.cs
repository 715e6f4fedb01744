namespace BoxBox.Tifosi.Load;

/// <summary>How a run goes: by users, or by a rate.</summary>
internal abstract record Plan
{
    public abstract string Name { get; }

    /// <summary>Without what the last ones may take to finish.</summary>
    public abstract TimeSpan Duration { get; }

    /// <summary>In a line.</summary>
    public abstract string Description { get; }

    /// <summary>Counted from 0.</summary>
    public virtual int StageAt(TimeSpan at) => 0;

    public virtual IReadOnlyList<Stage> Stages => [];

    public abstract Task RunAsync(Attempt attempt, Tally tally, Budget budget, TimeProvider time, CancellationToken stop);
}

internal sealed record UsersPlan(Scenario Scenario) : Plan
{
    public override string Name => Scenario.Name;

    public override TimeSpan Duration => Scenario.Duration;

    public override string Description =>
        $"{Scenario.StartUsers} users{string.Concat(Scenario.Stages.Select(stage => $" → {stage.Target} ({stage.Duration.TotalSeconds:0.##} s)"))}, an order after every {Scenario.Pause.TotalSeconds:0.###} s of pause";

    public override IReadOnlyList<Stage> Stages => Scenario.Stages;

    public override int StageAt(TimeSpan at) => UserPlan.StageAt(Scenario, at);

    public override Task RunAsync(Attempt attempt, Tally tally, Budget budget, TimeProvider time, CancellationToken stop) =>
        new RampingUsers(Scenario, attempt, tally, budget, time).RunAsync(stop);
}

internal sealed record RatePlan(Rate Rate) : Plan
{
    public override string Name => $"{Rate.PerSecond:0.##} orders a second";

    public override TimeSpan Duration => Rate.Length;

    public override string Description => $"an order every {1000 / Rate.PerSecond:0.###} ms for {Rate.Length.TotalSeconds:0.##} s, by at most {Rate.MostUsers} users; latency counts from when an order was due";

    public override Task RunAsync(Attempt attempt, Tally tally, Budget budget, TimeProvider time, CancellationToken stop) =>
        new ConstantRate(Rate, attempt, tally, budget, time).RunAsync(stop);
}
