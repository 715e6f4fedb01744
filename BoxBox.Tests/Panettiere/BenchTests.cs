using BoxBox.Panettiere.Dough;

namespace BoxBox.Tests.Panettiere;

public sealed class BenchTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task The_bench_is_for_one_order_at_a_time_and_the_line_is_first_come_first_served()
    {
        var a = EnterAsync("a");
        var b = EnterAsync("b");
        var c = EnterAsync("c");

        Assert.Equal(Answer.Yours, await a);
        Assert.False(b.IsCompleted);
        _bench.Leave();
        Assert.Equal(Answer.Yours, await b);
        Assert.Equal("making dough of order b", _bench.Status);
        Assert.False(c.IsCompleted);
        _bench.Leave();
        Assert.Equal(Answer.Yours, await c);
        _bench.Leave();
        Assert.Equal("idle", _bench.Status);
    }

    [Fact]
    public async Task Sixteen_may_wait_and_the_next_is_sent_away()
    {
        await EnterAsync("in hand");
        var line = Enumerable.Range(0, Bench.LongestLine).Select(n => EnterAsync($"{n}")).ToList();

        Assert.Equal(Answer.LineFull, await EnterAsync("one too many"));
        Assert.Equal(16, line.Count(place => !place.IsCompleted));
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_line_to_the_others()
    {
        using var gone = new CancellationTokenSource();
        await EnterAsync("a");
        var b = _bench.EnterAsync("b", gone.Token);
        var c = EnterAsync("c");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b);
        _bench.Leave();

        Assert.Equal(Answer.Yours, await c);
    }

    [Fact]
    public async Task Without_work_he_falls_asleep_at_once_and_sends_all_away_until_he_wakes_up()
    {
        await _bench.SleepAsync();

        Assert.Equal(("sleeping", true), (_bench.Status, _bench.IsAsleep));
        Assert.Equal(Answer.Asleep, await EnterAsync("a"));
        _bench.WakeUp();
        Assert.Equal(("idle", false), (_bench.Status, _bench.IsAsleep));
        Assert.Equal(Answer.Yours, await EnterAsync("a"));
    }

    [Fact]
    public async Task At_work_he_sleeps_when_it_is_done_and_then_sends_the_line_away()
    {
        await EnterAsync("a");
        var b = EnterAsync("b");

        var sleeps = _bench.SleepAsync();
        Assert.Equal(("should sleep after current work", false), (_bench.Status, _bench.IsAsleep));
        Assert.False(sleeps.IsCompleted || b.IsCompleted);
        _bench.Leave();
        await sleeps;

        Assert.Equal(Answer.Asleep, await b);
        Assert.Equal("sleeping", _bench.Status);
    }

    private Task<Answer> EnterAsync(string orderId) =>
        _bench.EnterAsync(orderId, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
}
