using BoxBox.Orders.Crew;
using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Panettiere;

namespace BoxBox.Tests.Unit.Panettiere;

public sealed class BenchTests : IDisposable
{
    private readonly Bench _bench = new(new CrewMember("panettiere", "test", CrewState.Idle, TimeProvider.System));

    [Fact(Timeout = 30_000)]
    public async Task The_bench_is_for_one_order_at_a_time_and_he_says_whose()
    {
        var a = EnterAsync("a");
        var b = EnterAsync("b");

        Assert.Equal(Turn.Yours, await a);
        Assert.Equal("making dough of order a", _bench.Status);
        Assert.False(b.IsCompleted);
        _bench.Leave();
        Assert.Equal(Turn.Yours, await b);
        Assert.Equal("making dough of order b", _bench.Status);
        _bench.Leave();
        Assert.Equal("idle", _bench.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_work_he_falls_asleep_at_once_and_sends_all_away_until_he_wakes_up()
    {
        await _bench.SleepAsync();

        Assert.Equal(("sleeping", true), (_bench.Status, _bench.IsAsleep));
        Assert.Equal(Turn.Asleep, await EnterAsync("a"));
        _bench.WakeUp();
        Assert.Equal(("idle", false), (_bench.Status, _bench.IsAsleep));
        Assert.Equal(Turn.Yours, await EnterAsync("a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task At_work_he_sleeps_when_it_is_done_and_then_sends_the_line_away()
    {
        await EnterAsync("a");
        var b = EnterAsync("b");

        var sleeps = _bench.SleepAsync();
        Assert.Equal(("should sleep after current work", false), (_bench.Status, _bench.IsAsleep));
        Assert.False(sleeps.IsCompleted || b.IsCompleted);
        _bench.Leave();
        await sleeps;

        Assert.Equal(Turn.Asleep, await b);
        Assert.Equal("sleeping", _bench.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_is_sent_away_finds_the_sleep_that_sent_him_and_it_belongs_to_no_order()
    {
        using var spans = new RecordedSpans(PanettiereTelemetry.Name);
        using var call = new Activity("the call of the order in hand").Start();
        await EnterAsync("a");
        var b = SleepMetByAsync("b");

        var sleeps = _bench.SleepAsync();
        Assert.Null(_bench.Sleep);
        _bench.Leave();
        Assert.Same(call, Activity.Current);
        await sleeps;

        using var sleep = await b;
        Assert.Equal(("sleep", default), (sleep!.DisplayName, sleep.ParentSpanId));
        Assert.NotEqual(call.TraceId, sleep.TraceId);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Activity?> SleepMetByAsync(string orderId)
    {
        Assert.Equal(Turn.Asleep, await EnterAsync(orderId));
        return _bench.Sleep;
    }

    private Task<Turn> EnterAsync(string orderId) =>
        _bench.EnterAsync(orderId, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
}
