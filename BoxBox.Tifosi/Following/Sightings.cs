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

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (StepsSeen Seen, bool Ours)> _orders = [];
    private readonly Queue<Guid> _endedStrangers = new();
    private readonly Dictionary<string, Latencies> _leadTimes = [];
    private ulong _last;
    private long _accepted, _events, _twice, _missed, _ended;

    /// <summary>The newest event's place in the stream.</summary>
    public ulong Last
    {
        get { lock (_gate) return _last; }
    }

    /// <summary>Orders of ours that the gateway took.</summary>
    public long AcceptedCount
    {
        get { lock (_gate) return _accepted; }
    }

    public void Accepted(Guid orderId)
    {
        lock (_gate)
        {
            _accepted++;
            var seen = _orders.GetValueOrDefault(orderId).Seen;
            _orders[orderId] = (seen, Ours: true);
            if (seen.HasEnded()) Forget(orderId, seen);
        }
    }

    public void Saw(OrderEvent step)
    {
        lock (_gate)
        {
            _events++;
            if (step.Sequence <= _last)
            {
                _twice++;
                return;
            }

            _last = step.Sequence;
            LeadTimesOf(step.Status).Record(step.LeadTime);
            var (seen, ours) = _orders.GetValueOrDefault(step.OrderId);
            seen |= StepsSeenExtensions.Of(step.Status);
            _orders[step.OrderId] = (seen, ours);
            if (!seen.HasEnded()) return;
            if (ours) Forget(step.OrderId, seen);
            else RememberStranger(step.OrderId);
        }
    }

    public FollowSummary Summary()
    {
        lock (_gate)
        {
            var open = _orders.Values.Where(order => order.Ours && !order.Seen.HasEnded()).ToList();
            return new FollowSummary(
                _events, _twice, _missed + open.Sum(order => order.Seen.Missing()), open.Count(order => order.Seen == StepsSeen.None), _ended, open.Count,
                _leadTimes.ToDictionary(step => step.Key, step => step.Value.Copy()));
        }
    }

    private void Forget(Guid orderId, StepsSeen seen)
    {
        _orders.Remove(orderId);
        _missed += seen.Missing();
        _ended++;
    }

    private void RememberStranger(Guid orderId)
    {
        _endedStrangers.Enqueue(orderId);
        if (_endedStrangers.Count > MostStrangers && _endedStrangers.TryDequeue(out var oldest)) _orders.Remove(oldest);
    }

    private Latencies LeadTimesOf(string status)
    {
        if (_leadTimes.TryGetValue(status, out var known)) return known;
        // A stream of ours has six; who sends others must not fill the memory.
        var key = StepsSeenExtensions.Of(status) == StepsSeen.None ? "other" : status;
        return _leadTimes[key] = _leadTimes.GetValueOrDefault(key) ?? new Latencies();
    }
}
