using System.Threading.RateLimiting;

namespace BoxBox.Panettiere.Dough;

/// <summary>The Panettiere's bench: one order at a time is worked on, others stand in line, and where he sleeps all are sent away.</summary>
internal sealed class Bench(CrewMember crew) : IDisposable
{
    private readonly Lock _gate = new();

    /// <summary>Of the time between two sleeps.</summary>
    private ConcurrencyLimiter _line = Line.For(places: 1);

    private (string OrderId, RateLimitLease Place)? _inHand;

    /// <summary>There while he should sleep; completes when he does.</summary>
    private TaskCompletionSource? _tired;

    /// <summary>The span of the sleep, for who is sent away to link to; the last one's, where he is awake. It is the sleeper's to end.</summary>
    public Activity? Sleep { get; private set; }

    public bool IsAsleep { get; private set; }

    /// <summary>What he says when asked, in the words of the gRPC contract.</summary>
    public string Status
    {
        get
        {
            lock (_gate)
            {
                return IsAsleep ? "sleeping"
                    : _tired is not null ? "should sleep after current work"
                    : _inHand is { } order ? $"making dough of order {order.OrderId}"
                    : "idle";
            }
        }
    }

    /// <summary>Waits for the order's turn. After <see cref="Turn.Yours"/> the caller must <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller went away, and left the line.</exception>
    public async Task<Turn> EnterAsync(string orderId, CancellationToken cancellationToken)
    {
        ConcurrencyLimiter joined;
        ValueTask<RateLimitLease> turn;
        lock (_gate)
        {
            if (IsAsleep)
                return Turn.Asleep;
            joined = _line;
            turn = joined.AcquireAsync(1, cancellationToken);
        }

        var place = await turn.ShownAsync(PanettiereTelemetry.Spans, orderId);
        lock (_gate)
        {
            if (!place.IsAcquired)
                return joined == _line ? Turn.LineFull : Turn.Asleep;
            _inHand = (orderId, place);
            return Turn.Yours;
        }
    }

    /// <summary>Frees the bench: for the first in line, or for sleep where it is time.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            var place = _inHand?.Place;
            _inHand = null;
            if (_tired is not null)
            {
                FallAsleep();
                return;
            }

            crew.Does(CrewState.Idle);
            place?.Dispose();
        }
    }

    /// <summary>Sends him to sleep: at once, or when the order in hand is done. Completes when he sleeps; all in line are sent away then.</summary>
    public Task SleepAsync()
    {
        lock (_gate)
        {
            _tired ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sleeps = _tired.Task;
            if (_line.GetStatistics()!.CurrentAvailablePermits > 0)
                FallAsleep();
            else
                crew.Does(CrewState.ShouldSleep, crew.Now.OrderIds);
            return sleeps;
        }
    }

    public void WakeUp()
    {
        lock (_gate)
        {
            IsAsleep = false;
            crew.Does(CrewState.Idle);
        }
    }

    public void Dispose() => _line.Dispose();

    private void FallAsleep()
    {
        // First the span: who is sent away looks for it.
        Sleep = PanettiereTelemetry.StartSleep();
        IsAsleep = true;
        _tired!.SetResult();
        _tired = null;
        // Who stood in the line that ends gets no place.
        using var ended = _line;
        _line = Line.For(places: 1);
    }
}

internal enum Turn
{
    Yours,
    LineFull,

    /// <summary>The Panettiere sleeps, or fell asleep while it waited.</summary>
    Asleep,
}
