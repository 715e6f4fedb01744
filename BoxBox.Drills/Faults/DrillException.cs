namespace BoxBox.Drills.Faults;

/// <summary>The work failed because a drill said so.</summary>
internal sealed class DrillException(string point) : Exception($"A drill: the work fails at {point}.");
