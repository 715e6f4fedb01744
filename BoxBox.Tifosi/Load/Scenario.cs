namespace BoxBox.Tifosi.Load;

/// <summary>How many users there are when: a closed model, as k6's <c>ramping-vus</c>, with its names and its defaults.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    public int StartUsers { get; init; } = 1;

    /// <summary>How long a user waits after an answer before the next order; part of the iteration, as a <c>sleep</c> in k6 is.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a user whom a stage no longer wants may take to finish what he is at.</summary>
    public TimeSpan GracefulRampDown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all may take for it after the last stage.</summary>
    public TimeSpan GracefulStop { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Duration => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);

    /// <summary>The same story in less time: all of its times so many times shorter.</summary>
    public Scenario Faster(double factor) => this with
    {
        Stages = [.. Stages.Select(stage => stage with { Duration = stage.Duration / factor })],
        Pause = Pause / factor,
        GracefulRampDown = GracefulRampDown / factor,
        GracefulStop = GracefulStop / factor,
    };
}
