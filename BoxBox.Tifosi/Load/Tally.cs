namespace BoxBox.Tifosi.Load;

/// <summary>Counts what the users of a run do. Its memory does not grow with what it counts.</summary>
internal sealed class Tally(TimeProvider time)
{
    /// <summary>As many points as a chart can show; after that two become one, again and again.</summary>
    private const int MostMoments = 1200;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);

    private readonly Lock gate = new();
    private readonly Latencies all = new();
    private readonly Latencies now = new();
    private readonly Dictionary<string, long> errors = [];
    private List<Moment> moments = [];
    private TimeSpan turned;
    private long start = time.GetTimestamp();
    private TimeSpan? ended;
    private long requests, failed, wrong, iterations, interrupted, unanswered, dropped, errorsNow;
    private int users, mostUsers;

    /// <summary>Since the load began, up to its end.</summary>
    public TimeSpan Elapsed => ended ?? time.GetElapsedTime(start);

    public int Users => Volatile.Read(ref users);

    /// <summary>Requests that have come to an end.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>The load begins now, and not when this was made.</summary>
    public void Begin() => start = time.GetTimestamp();

    public void End() => ended = Elapsed;

    public void Joined()
    {
        lock (gate) mostUsers = Math.Max(mostUsers, ++users);
    }

    public void Left()
    {
        lock (gate) users--;
    }

    public void Answered(Outcome outcome, TimeSpan latency)
    {
        lock (gate)
        {
            requests++;
            if (outcome.Failed) failed++;
            if (outcome.Error is { } error)
            {
                wrong++;
                errorsNow++;
                errors[error] = errors.GetValueOrDefault(error) + 1;
            }

            all.Record(latency);
            now.Record(latency);
        }
    }

    public void Iterated()
    {
        lock (gate) iterations++;
    }

    public void BrokenOff(bool underWay)
    {
        lock (gate)
        {
            interrupted++;
            if (underWay) unanswered++;
        }
    }

    public void Dropped(long count = 1)
    {
        lock (gate) dropped += count;
    }

    /// <summary>Closes a second (or however long it has been since the last call).</summary>
    public Moment Turn()
    {
        lock (gate)
        {
            var at = Elapsed;
            var moment = new Moment(at, at - turned, now.Count, errorsNow, users, now.Percentile(50), now.Percentile(95), now.Percentile(99));
            now.Clear();
            errorsNow = 0;
            turned = at;
            // The rest of a second at the end belongs to the one before: by itself it would look like a fall.
            if (moments.Count > 0 && moment.Length < Least) moments[^1] = moments[^1].With(moment);
            else moments.Add(moment);
            if (moments.Count > MostMoments) moments = [.. moments.Chunk(2).Select(two => two.Aggregate((one, next) => one.With(next)))];
            return moment;
        }
    }

    public Totals Totals()
    {
        lock (gate)
        {
            return new Totals(
                Elapsed, requests, failed, wrong, iterations, interrupted, unanswered, dropped, users, mostUsers, all.Copy(), new Dictionary<string, long>(errors), [.. moments]);
        }
    }
}
