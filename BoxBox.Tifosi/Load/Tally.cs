namespace BoxBox.Tifosi.Load;

/// <summary>Counts what the users of a run do. Its memory does not grow with what it counts.</summary>
internal sealed class Tally(TimeProvider time)
{
    /// <summary>As many points as a chart can show; after that two become one, again and again.</summary>
    private const int MostMoments = 1200;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private readonly Latencies _all = new();
    private readonly Latencies _now = new();
    private readonly Dictionary<string, long> _errors = [];
    private List<Moment> _moments = [];
    private TimeSpan _turned;
    private long _start = time.GetTimestamp();
    private TimeSpan? _ended;
    private long _requests, _failed, _wrong, _iterations, _interrupted, _unanswered, _dropped, _errorsNow;
    private int _users, _mostUsers;

    /// <summary>Since the load began, up to its end.</summary>
    public TimeSpan Elapsed => _ended ?? time.GetElapsedTime(_start);

    public int Users => Volatile.Read(ref _users);

    /// <summary>Requests that have come to an end.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>The load begins now, and not when this was made.</summary>
    public void Begin() => _start = time.GetTimestamp();

    public void End() => _ended = Elapsed;

    public void Joined()
    {
        lock (_gate) _mostUsers = Math.Max(_mostUsers, ++_users);
    }

    public void Left()
    {
        lock (_gate) _users--;
    }

    public void Answered(Outcome outcome, TimeSpan latency)
    {
        lock (_gate)
        {
            _requests++;
            if (outcome.Failed) _failed++;
            if (outcome.Error is { } error)
            {
                _wrong++;
                _errorsNow++;
                _errors[error] = _errors.GetValueOrDefault(error) + 1;
            }

            _all.Record(latency);
            _now.Record(latency);
        }
    }

    public void Iterated()
    {
        lock (_gate) _iterations++;
    }

    public void BrokenOff(bool underWay)
    {
        lock (_gate)
        {
            _interrupted++;
            if (underWay) _unanswered++;
        }
    }

    public void Dropped(long count = 1)
    {
        lock (_gate) _dropped += count;
    }

    /// <summary>Closes a second (or however long it has been since the last call).</summary>
    public Moment Turn()
    {
        lock (_gate)
        {
            var at = Elapsed;
            var moment = new Moment(at, at - _turned, _now.Count, _errorsNow, _users, _now.Percentile(50), _now.Percentile(95), _now.Percentile(99));
            _now.Clear();
            _errorsNow = 0;
            _turned = at;
            // The rest of a second at the end belongs to the one before: by itself it would look like a fall.
            if (_moments.Count > 0 && moment.Length < Least) _moments[^1] = _moments[^1].With(moment);
            else _moments.Add(moment);
            if (_moments.Count > MostMoments) _moments = [.. _moments.Chunk(2).Select(two => two.Aggregate((one, next) => one.With(next)))];
            return moment;
        }
    }

    public Totals Totals()
    {
        lock (_gate)
        {
            return new Totals(
                Elapsed, _requests, _failed, _wrong, _iterations, _interrupted, _unanswered, _dropped, _users, _mostUsers, _all.Copy(), new Dictionary<string, long>(_errors), [.. _moments]);
        }
    }
}
