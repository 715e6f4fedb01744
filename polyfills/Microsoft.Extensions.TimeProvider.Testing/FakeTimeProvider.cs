using System.Globalization;

namespace Microsoft.Extensions.Time.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers that become due fire on the thread that moves the clock, in
/// the order of their due times (at a tie the one set first), and see the clock already at its new time.
/// </summary>
public class FakeTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _scheduled = [];
    private DateTimeOffset _now;
    private TimeSpan _autoAdvanceAmount;
    private TimeZoneInfo _localTimeZone = TimeZoneInfo.Utc;
    private long _schedulings;
    private bool _firing;

    /// <summary>A clock that shows the first moment of the year 2000, UTC.</summary>
    public FakeTimeProvider() : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="startDateTime"/> is before year 1.</exception>
    public FakeTimeProvider(DateTimeOffset startDateTime)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startDateTime.Ticks, nameof(startDateTime));
        Start = startDateTime;
        _now = startDateTime;
    }

    /// <summary>The time that the clock showed first.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How far the clock moves each time <see cref="GetUtcNow"/> reads it, after the read; zero by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan AutoAdvanceAmount
    {
        get => _autoAdvanceAmount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _autoAdvanceAmount = value;
        }
    }

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => _localTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        DateTimeOffset read;
        lock (_gate)
        {
            read = _now;
            _now += _autoAdvanceAmount;
        }
        FireDue();
        return read;
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_gate) return _now.Ticks;
    }

    /// <summary>Sets the clock to a time that is not before the one it shows, and fires what is due.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is in the clock's past.</exception>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (_gate)
        {
            if (value < _now)
                throw new ArgumentOutOfRangeException(nameof(value), $"The clock shows {_now:O} and cannot be set back to {value:O}; AdjustTime moves it without touching timers.");
            _now = value;
        }
        FireDue();
    }

    /// <summary>Moves the clock forward and fires what is due.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is negative.</exception>
    public void Advance(TimeSpan delta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delta, TimeSpan.Zero);
        lock (_gate) _now += delta;
        FireDue();
    }

    /// <summary>Sets the clock forward or back as an operator would: every timer still waits as long as it had left.</summary>
    public void AdjustTime(DateTimeOffset value)
    {
        lock (_gate)
        {
            var shift = value.Ticks - _now.Ticks;
            _now = value;
            foreach (var timer in _scheduled) timer.DueTicks += shift;
        }
    }

    /// <summary>Sets what <see cref="LocalTimeZone"/> returns; UTC by default.</summary>
    public void SetLocalTimeZone(TimeZoneInfo localTimeZone)
    {
        ArgumentNullException.ThrowIfNull(localTimeZone);
        _localTimeZone = localTimeZone;
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The time the clock shows, to the millisecond.</summary>
    public override string ToString()
    {
        lock (_gate) return _now.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    internal bool Schedule(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed) return false;
            _scheduled.Remove(timer);
            timer.Scheduling = ++_schedulings;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            timer.DueTicks = _now.Ticks + dueTime.Ticks;
            timer.PeriodTicks = Math.Max(0, period.Ticks);
            _scheduled.Add(timer);
        }
        FireDue();
        return true;
    }

    internal void Remove(FakeTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _scheduled.Remove(timer);
        }
    }

    // One thread fires at a time; whoever moves the clock meanwhile, also from within a callback, leaves its due timers to it.
    private void FireDue()
    {
        lock (_gate)
        {
            if (_firing) return;
            _firing = true;
        }
        try
        {
            while (TakeDue() is { } due) Fire(due);
        }
        catch
        {
            lock (_gate) _firing = false;
            throw;
        }
    }

    private FakeTimer? TakeDue()
    {
        lock (_gate)
        {
            var due = _scheduled.Where(t => t.DueTicks <= _now.Ticks).OrderBy(t => t.DueTicks).ThenBy(t => t.Scheduling).FirstOrDefault();
            // Given up under the same lock that saw nothing due: a clock moved after this finds the place free.
            if (due is null) _firing = false;
            else if (due.PeriodTicks == 0) _scheduled.Remove(due);
            return due;
        }
    }

    private void Fire(FakeTimer timer)
    {
        long scheduling, before;
        lock (_gate) (scheduling, before) = (timer.Scheduling, _now.Ticks);

        timer.Call();

        lock (_gate)
        {
            if (timer.Scheduling != scheduling || timer.PeriodTicks == 0) return;
            timer.DueTicks = _now.Ticks == before ? timer.DueTicks + timer.PeriodTicks : _now.Ticks + timer.PeriodTicks;
            timer.Scheduling = ++_schedulings;
        }
    }
}
