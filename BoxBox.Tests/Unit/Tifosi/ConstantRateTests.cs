using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Load;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class ConstantRateTests : IDisposable
{
    private readonly LoadBench _bench = new();
    private readonly SemaphoreSlim _begun = new(0);

    public void Dispose()
    {
        _bench.Dispose();
        _begun.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public Task A_server_that_stands_still_for_5_s_shows_in_every_percentile_it_reached() => LoadBench.PlayAsync(async () =>
    {
        var goesOn = new TaskCompletionSource();
        var run = Start(new Rate(100, TimeSpan.FromSeconds(10), 2000, TimeSpan.FromSeconds(30)), () => StandsStill() ? goesOn.Task : Task.CompletedTask);
        await BeginAsync(seconds: 7);
        goesOn.SetResult();
        await BeginAsync(seconds: 3);
        await run;

        var totals = _bench.Tally.Totals();
        Assert.Equal((1000, 0), (totals.Requests, totals.Dropped));
        Assert.InRange(totals.Durations.Percentile(99), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5.1));
        Assert.InRange(totals.Durations.Percentile(75), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        Assert.InRange(totals.Durations.Percentile(40), TimeSpan.Zero, TimeSpan.FromSeconds(0.1));

        bool StandsStill() => _bench.Tally.Elapsed > TimeSpan.FromSeconds(2) && _bench.Tally.Elapsed <= TimeSpan.FromSeconds(7);
    });

    [Fact(Timeout = 60_000)]
    public Task What_cannot_be_sent_is_counted() => LoadBench.PlayAsync(async () =>
    {
        var goesOn = new TaskCompletionSource();
        var run = Start(new Rate(100, TimeSpan.FromSeconds(5), 50, TimeSpan.FromSeconds(30)), () => goesOn.Task);
        for (var sent = 0; sent < 50; sent++)
        {
            await _begun.WaitAsync();
            _bench.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        _bench.Pass(4.5);
        goesOn.SetResult();
        await run;

        var totals = _bench.Tally.Totals();
        Assert.Equal((50, 450, 50), (totals.Requests, totals.Dropped, totals.MostUsers));
    });

    [Fact(Timeout = 60_000)]
    public Task Answers_that_do_not_come_within_the_graceful_stop_are_given_up_and_counted() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(new Rate(100, TimeSpan.FromSeconds(1), 200, TimeSpan.FromSeconds(3)), () => new TaskCompletionSource().Task);
        await BeginAsync(seconds: 1);
        _bench.Pass(2.9);
        Assert.False(run.IsCompleted);
        _bench.Pass(0.2);
        await run;

        Assert.Equal((0, 100, 0), (_bench.Tally.Totals().Requests, _bench.Tally.Totals().Unanswered, _bench.Tally.Users));
    });

    [Fact(Timeout = 60_000)]
    public Task A_stop_ends_it_at_once() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(new Rate(100, TimeSpan.FromSeconds(60), 200, TimeSpan.FromSeconds(30)), () => new TaskCompletionSource().Task);
        await BeginAsync(seconds: 1);
        await _bench.Stop.CancelAsync();
        await run;

        Assert.InRange(_bench.Tally.Totals().Unanswered, 100, 101);
    });

    /// <summary>Each 10 ms one is due; time goes on when it has begun.</summary>
    private async Task BeginAsync(double seconds)
    {
        for (var number = 0; number < seconds * 100; number++)
        {
            await _begun.WaitAsync();
            _bench.Time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    private Task Start(Rate rate, Func<Task> answer) => new ConstantRate(
        rate,
        async cancellationToken =>
        {
            var answered = answer();
            _begun.Release();
            await answered.WaitAsync(cancellationToken);
            return Outcome.Fine;
        },
        _bench.Tally, _bench.Budget, _bench.Time).RunAsync(_bench.Stop.Token);
}
