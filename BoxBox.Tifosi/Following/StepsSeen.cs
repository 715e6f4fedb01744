using System.Numerics;

namespace BoxBox.Tifosi.Following;

/// <summary>Which steps of an order somebody has seen.</summary>
[Flags]
internal enum StepsSeen
{
    None = 0,
    Pending = 1,
    InProgress = 2,
    WaitingDelivery = 4,
    OutForDelivery = 8,
    Completed = 16,
    Failed = 32,
}

internal static class StepsSeenExtensions
{
    /// <summary>In the order in which they come.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed", "failed"];

    public static StepsSeen Of(string status) =>
        Statuses.ToList().IndexOf(status) is >= 0 and var index ? (StepsSeen)(1 << index) : StepsSeen.None;

    public static bool HasEnded(this StepsSeen seen) => (seen & (StepsSeen.Completed | StepsSeen.Failed)) != 0;

    /// <summary>How many steps must have been there, since later ones were, and were not seen. An order may fail at any point, so that failing proves only its beginning.</summary>
    public static int Missing(this StepsSeen seen)
    {
        var onTheWay = seen & ~StepsSeen.Failed;
        var highest = onTheWay == 0 ? StepsSeen.None : (StepsSeen)(1 << BitOperations.Log2((uint)onTheWay));
        var before = highest == 0 ? StepsSeen.None : highest - 1;
        if (seen.HasFlag(StepsSeen.Failed)) before |= StepsSeen.Pending;
        return BitOperations.PopCount((uint)(before & ~seen));
    }
}
