namespace BoxBox.Tifosi.Load;

/// <summary>So long, in which the number of users goes in a straight line from where it stood to the target; at once where it lasts no time.</summary>
/// <param name="Says">What the story tells when the stage begins.</param>
internal sealed record Stage(TimeSpan Duration, int Target, string? Says = null);
