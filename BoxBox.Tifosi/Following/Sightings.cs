using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Following;

/// <summary>
/// Compares what the gateway took with what the live stream tells: events seen twice or missed, and how long each step took. It remembers the orders
/// that are open, and of strangers' ended ones the newest, since an order's events may be faster than the answer to its POST.
/// </summary>
internal sealed class Sightings
{
    private const int MostStrangers = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (StepsSeen Seen, bool Ours)> orders = [];
    private readonly Queue<Guid> endedStrangers = new();
    private readonly Dictionary<string, Latencies> leadTimes = [];
    private ulong last;
    private long accepted, events, twice, missed, ended;

    /// <summary>The newest event's place in the stream.</summary>
    public ulong Last
    {
        get { lock (gate) return last; }
    }

    /// <summary>Orders of ours that the gateway took.</summary>
    public long AcceptedCount
    {
        get { lock (gate) return accepted; }
    }

    public void Accepted(Guid orderId)
    {
        lock (gate)
        {
            accepted++;
            var seen = orders.GetValueOrDefault(orderId).Seen;
            orders[orderId] = (seen, Ours: true);
            if (seen.HasEnded()) Forget(orderId, seen);
        }
    }

    public void Saw(OrderEvent step)
    {
        lock (gate)
        {
            events++;
            if (step.Sequence <= last)
            {
                twice++;
                return;
            }

            last = step.Sequence;
            LeadTimesOf(step.Status).Record(step.LeadTime);
            var (seen, ours) = orders.GetValueOrDefault(step.OrderId);
            seen |= StepsSeenExtensions.Of(step.Status);
            orders[step.OrderId] = (seen, ours);
            if (!seen.HasEnded()) return;
            if (ours) Forget(step.OrderId, seen);
            else RememberStranger(step.OrderId);
        }
    }

    public FollowSummary Summary()
    {
        lock (gate)
        {
            var open = orders.Values.Where(order => order.Ours && !order.Seen.HasEnded()).ToList();
            return new FollowSummary(
                events, twice, missed + open.Sum(order => order.Seen.Missing()), open.Count(order => order.Seen == StepsSeen.None), ended, open.Count,
                leadTimes.ToDictionary(step => step.Key, step => step.Value.Copy()));
        }
    }

    private void Forget(Guid orderId, StepsSeen seen)
    {
        orders.Remove(orderId);
        missed += seen.Missing();
        ended++;
    }

    private void RememberStranger(Guid orderId)
    {
        endedStrangers.Enqueue(orderId);
        if (endedStrangers.Count > MostStrangers && endedStrangers.TryDequeue(out var oldest)) orders.Remove(oldest);
    }

    private Latencies LeadTimesOf(string status)
    {
        if (leadTimes.TryGetValue(status, out var known)) return known;
        // A stream of ours has six; who sends others must not fill the memory.
        var key = StepsSeenExtensions.Of(status) == StepsSeen.None ? "other" : status;
        return leadTimes[key] = leadTimes.GetValueOrDefault(key) ?? new Latencies();
    }
}
