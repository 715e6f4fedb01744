using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Polyfills.Time;

public sealed class FakeTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 8, 14, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);

    [Fact]
    public void A_new_clock_stands_at_the_start_of_the_year_2000()
    {
        var clock = new FakeTimeProvider();

        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
        Assert.Equal(clock.Start, clock.GetUtcNow());
        Assert.Equal(TimeZoneInfo.Utc, clock.LocalTimeZone);
    }

    [Fact]
    public void Time_moves_only_when_it_is_told_to()
    {
        var before = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(90));
        _clock.SetUtcNow(Start.AddMinutes(2));

        Assert.Equal(Start.AddMinutes(2), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(2), _clock.GetElapsedTime(before));
        Assert.Equal(Start, _clock.Start);
    }

    [Fact]
    public void Time_is_not_advanced_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Each_read_moves_the_clock_by_the_auto_advance_amount()
    {
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(3);

        var reads = new[] { _clock.GetUtcNow(), _clock.GetUtcNow(), _clock.GetUtcNow() };

        Assert.Equal([Start, Start.AddSeconds(3), Start.AddSeconds(6)], reads);
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.AutoAdvanceAmount = TimeSpan.FromTicks(-1));
    }

    [Fact]
    public void Local_time_follows_the_zone_that_is_set()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("Monza", TimeSpan.FromHours(2), "Monza", "Monza");

        _clock.SetLocalTimeZone(zone);

        Assert.Equal(Start.ToOffset(TimeSpan.FromHours(2)), _clock.GetLocalNow());
    }

    [Fact]
    public void A_timer_fires_once_its_time_has_come_and_not_before()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(9.999));
        var early = fired;
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, early);
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_timer_without_delay_fires_at_once()
    {
        var state = new List<string>();

        using var timer = _clock.CreateTimer(s => ((List<string>)s!).Add("fired"), state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(["fired"], state);
    }

    [Fact]
    public void Due_timers_fire_in_the_order_of_their_times_and_at_a_tie_of_their_start()
    {
        var order = new List<string>();
        using var late = _clock.CreateTimer(_ => order.Add("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var first = _clock.CreateTimer(_ => order.Add("first"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        using var second = _clock.CreateTimer(_ => order.Add("second"), null, TimeSpan.FromSeconds(0.999), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["first", "second", "late"], order);
    }

    [Fact]
    public void A_periodic_timer_makes_up_for_every_period_that_has_passed()
    {
        var fired = new List<DateTimeOffset>();
        using var timer = _clock.CreateTimer(_ => fired.Add(_clock.GetUtcNow()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Enumerable.Repeat(Start.AddSeconds(5), 3), fired);
    }

    [Fact]
    public void A_timer_may_be_changed_and_stopped()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        Assert.True(timer.Change(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_disposed_timer_neither_fires_nor_changes()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        timer.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0x1_0000_0000)]
    public void A_timer_refuses_times_that_real_timers_refuse(double milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, time, Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, TimeSpan.Zero, time));
    }

    [Fact]
    public void An_adjusted_clock_leaves_timers_the_time_they_had_left()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _clock.AdjustTime(Start.AddHours(-3));
        _clock.Advance(TimeSpan.FromSeconds(9));
        var early = fired;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, early);
        Assert.Equal(1, fired);
        Assert.Equal(Start.AddHours(-3).AddSeconds(10), _clock.GetUtcNow());
    }

    [Fact]
    public void A_callback_may_move_the_clock_and_set_timers()
    {
        var order = new List<string>();
        ITimer? inner = null;
        using var outer = _clock.CreateTimer(
            _ =>
            {
                order.Add("outer");
                inner = _clock.CreateTimer(_ => order.Add("inner"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
                _clock.Advance(TimeSpan.FromSeconds(2));
                order.Add("outer ends");
            },
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["outer", "outer ends", "inner"], order);
        inner!.Dispose();
    }

    [Fact]
    public async Task Delays_and_timeouts_of_tasks_follow_the_clock()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, cancellation);
        var never = new TaskCompletionSource();
        var timeout = never.Task.WaitAsync(TimeSpan.FromMinutes(2), _clock, cancellation);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
        Assert.False(timeout.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<TimeoutException>(() => timeout);
    }

    [Fact]
    public async Task A_cancellation_source_ends_by_the_clock()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);

        _clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.InfiniteTimeSpan, _clock, source.Token));
    }

    [Fact]
    public async Task Many_threads_lose_no_time_and_no_timer()
    {
        const int threads = 8, rounds = 500;
        var fired = 0;
        var timers = new ConcurrentBag<ITimer>();
        var cancellation = TestContext.Current.CancellationToken;

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(
            () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    timers.Add(_clock.CreateTimer(state => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
                    _clock.Advance(TimeSpan.FromMilliseconds(1));
                }
            },
            cancellation)));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Start.AddMilliseconds(threads * rounds).AddSeconds(1), _clock.GetUtcNow());
        Assert.Equal(threads * rounds, fired);
        Assert.Equal(threads * rounds, timers.Count);
    }
}
