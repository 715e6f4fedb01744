namespace BoxBox.Orders.Work;

/// <summary>
/// How long an order that was given back rests before it is delivered again: doubling with every time, up to a longest, and of that a random
/// part between a half and all ("equal jitter"), so that orders given back together do not come back together.
/// </summary>
public sealed record GiveBackDelay
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(15);

    /// <param name="time">Which time it is given back, from 1.</param>
    /// <param name="dice">Draws the jitter.</param>
    public TimeSpan After(int time, Random dice)
    {
        var doublings = Math.Clamp(time - 1, 0, 30);
        var full = Math.Min(First.TotalMilliseconds * (1L << doublings), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 + dice.NextDouble()) / 2);
    }
}
