using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Following;

/// <summary>What the live stream told beside the load.</summary>
/// <param name="Twice">Events that came a second time.</param>
/// <param name="Missed">Steps of our orders that must have been, and were not told.</param>
/// <param name="Unseen">Orders of ours of which nothing was told (yet).</param>
/// <param name="Ended">Orders of ours that came to an end.</param>
/// <param name="LeadTimes">From placed to the step, by status.</param>
internal sealed record FollowSummary(long Events, long Twice, long Missed, int Unseen, long Ended, int Open, IReadOnlyDictionary<string, Latencies> LeadTimes)
{
    public bool IsTrue => Twice == 0 && Missed == 0;
}
