namespace BoxBox.Orders.Work;

/// <summary>
/// How long an order rests that is given back for the first time (1), second, and so on: doubling up to a longest, and of that a random part between a
/// half and all ("equal jitter"), so that orders given back together do not come back together.
/// </summary>
internal static class GiveBackDelay
{
    internal static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    public static TimeSpan After(int time, TimeSpan longest, Random dice)
    {
        var doublings = Math.Clamp(time - 1, 0, 30);
        var full = Math.Min(First.TotalMilliseconds * (1L << doublings), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 + dice.NextDouble()) / 2);
    }
}
