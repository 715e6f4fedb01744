namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Where a process kills itself.</summary>
/// <param name="Point">The point's name.</param>
/// <param name="Step">At which step; where it is left out, at whichever.</param>
/// <param name="Time">The how-manieth time it comes there.</param>
internal sealed record Crash(string Point, string? Step, int Time = 1)
{
    /// <summary>The settings of a service that crashes nowhere yet.</summary>
    public static readonly IReadOnlyList<string> DrillsAreOn = ["--Drills:Enabled=true", "--Drills:Key=a-key-for-the-drills-of-tests"];

    /// <summary>The settings of a service that crashes there.</summary>
    public IEnumerable<string> Settings =>
        [.. DrillsAreOn, $"--Drills:Faults=[{{\"fault\":\"crash\",\"at\":\"{Point}\",\"step\":{Json(Step)},\"time\":{Time}}}]"];

    private static string Json(string? text) => text is null ? "null" : $"\"{text}\"";
}
