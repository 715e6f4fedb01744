namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Where a process kills itself.</summary>
/// <param name="Point">The point's name.</param>
/// <param name="Step">At which step; where it is left out, at whichever.</param>
/// <param name="Time">The how-manieth time it comes there.</param>
internal sealed record Crash(string Point, string? Step, int Time = 1)
{
    /// <summary>The settings of a service that crashes there.</summary>
    public IEnumerable<string> Settings => SettingsOf(this, []);

    /// <summary>The settings of a service that may crash somewhere, without some guarantees.</summary>
    public static IEnumerable<string> SettingsOf(Crash? crash, IEnumerable<string> guarantees)
    {
        object[] faults = [.. guarantees.Select(guarantee => new { fault = guarantee })];
        if (crash is not null)
            faults = [.. faults, new { fault = "crash", at = crash.Point, step = crash.Step, time = crash.Time }];
        return ["--Drills:Enabled=true", "--Drills:Key=a-key-for-the-drills-of-tests", $"--Drills:Faults={JsonSerializer.Serialize(faults)}"];
    }
}
