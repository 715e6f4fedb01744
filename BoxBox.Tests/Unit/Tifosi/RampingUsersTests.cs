using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Scenarios;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class RampingUsersTests : IDisposable
{
    private static readonly Attempt AtOnce = _ => Task.FromResult(Outcome.Fine);

    private readonly LoadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact(Timeout = 60_000)]
    public Task Losing_has_as_many_users_as_its_plan_at_each_second_and_none_in_the_end() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(FerrariScenarios.Losing, AtOnce);
        var users = Watch(20);
        // Without another tick of the clock.
        await run;

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10], users[..20]);
        Assert.Equal(0, _bench.Tally.Users);
        // Each was in the pause after an order: an iteration that did not come to its end, and no order that is unknown.
        Assert.Equal((10, 0), (_bench.Tally.Totals().Interrupted, _bench.Tally.Totals().Unanswered));
    });

    [Fact(Timeout = 60_000)]
    public Task Winning_lets_everybody_finish_the_order_he_is_at() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(FerrariScenarios.Winning, AtOnce);
        var users = Watch(33);
        await run;

        // Who is told to leave finishes his pause of a second first.
        Assert.Equal([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 55, 100], users[..13]);
        Assert.All(users[12..23], count => Assert.Equal(100, count));
        Assert.InRange(users[27], 55, 64);
        Assert.Equal(0, users[33]);
        Assert.Equal((0, 100), (_bench.Tally.Totals().Interrupted, _bench.Tally.Totals().MostUsers));
    });

    [Fact(Timeout = 60_000)]
    public Task A_user_orders_once_a_second_and_the_answer_takes_its_time_beside() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(Of(1, (10, 1)), _bench.Takes(0.25));
        _bench.Pass(12);
        await run;

        // 1.25 s a time: at 0, 1.25, … 8.75, and the last one is finished after the end.
        Assert.Equal((8, 8), (_bench.Tally.Totals().Requests, _bench.Tally.Totals().Iterations));
        Assert.Equal(TimeSpan.FromSeconds(0.25), _bench.Tally.Totals().Durations.Max);
    });

    [Fact(Timeout = 60_000)]
    public Task The_graceful_stop_waits_for_an_answer_and_no_longer() => LoadBench.PlayAsync(async () =>
    {
        var scenario = Of(1, (1, 1)) with { GracefulStop = TimeSpan.FromSeconds(5) };

        var patient = Start(scenario, _bench.Takes(5.5));
        _bench.Pass(5.9);
        Assert.False(patient.IsCompleted);
        _bench.Pass(0.2);
        await patient;
        Assert.Equal((1, 1, 0), (_bench.Tally.Totals().Requests, _bench.Tally.Totals().Interrupted, _bench.Tally.Totals().Unanswered));

        var broken = Start(scenario, _bench.Takes(60));
        _bench.Pass(6.1);
        await broken;
        Assert.Equal((1, 2, 1), (_bench.Tally.Totals().Requests, _bench.Tally.Totals().Interrupted, _bench.Tally.Totals().Unanswered));
    });

    [Fact(Timeout = 60_000)]
    public Task A_ramp_down_breaks_off_what_outlasts_its_grace() => LoadBench.PlayAsync(async () =>
    {
        var scenario = Of(2, (1, 2), (0, 1), (10, 1)) with { GracefulRampDown = TimeSpan.FromSeconds(2) };
        using var broken = new SemaphoreSlim(0);
        var takes20 = _bench.Takes(20);

        var run = Start(scenario, cancellationToken =>
        {
            // Not taken back at the end of the wait, which hears of the cancellation first, and may have ended before this does.
            cancellationToken.Register(() => broken.Release());
            return takes20(cancellationToken);
        });
        _bench.Pass(2.9);
        Assert.Equal((0, 2), (broken.CurrentCount, _bench.Tally.Users));
        _bench.Pass(0.2);
        Assert.Equal(1, broken.CurrentCount);
        _bench.Pass(40);
        await run;
        Assert.Equal((1, 1), (_bench.Tally.Totals().Unanswered, _bench.Tally.Totals().Iterations));
    });

    [Fact(Timeout = 60_000)]
    public Task The_end_of_all_bounds_the_grace_of_a_ramp_down() => LoadBench.PlayAsync(async () =>
    {
        var scenario = Of(1, (1, 1), (0, 0), (1, 0)) with { GracefulRampDown = TimeSpan.FromSeconds(30), GracefulStop = TimeSpan.FromSeconds(3) };

        var run = Start(scenario, _bench.Takes(60));
        _bench.Pass(4.9);
        Assert.False(run.IsCompleted);
        _bench.Pass(0.2);
        await run;
        Assert.Equal(1, _bench.Tally.Totals().Unanswered);
    });

    [Fact(Timeout = 60_000)]
    public Task A_stop_ends_it_at_once() => LoadBench.PlayAsync(async () =>
    {
        var run = Start(FerrariScenarios.Winning, _bench.Takes(3));
        _bench.Pass(2);
        await _bench.Stop.CancelAsync();
        await run;

        Assert.Equal((0, 10, 10), (_bench.Tally.Users, _bench.Tally.Totals().Interrupted, _bench.Tally.Totals().Unanswered));
    });

    [Fact(Timeout = 60_000)]
    public Task It_ends_early_when_all_orders_are_placed() => LoadBench.PlayAsync(async () =>
    {
        using var few = new LoadBench(orders: 25);

        var run = new RampingUsers(FerrariScenarios.Winning, AtOnce, few.Tally, few.Budget, few.Time).RunAsync(few.Stop.Token);
        few.Pass(4);
        await run;

        Assert.Equal((25, 25), (few.Tally.Totals().Requests, few.Tally.Totals().Iterations));
    });

    private Task Start(Scenario scenario, Attempt attempt) => new RampingUsers(scenario, attempt, _bench.Tally, _bench.Budget, _bench.Time).RunAsync(_bench.Stop.Token);

    private List<int> Watch(int seconds)
    {
        var users = new List<int> { _bench.Tally.Users };
        for (var second = 0; second < seconds; second++)
        {
            _bench.Pass(1);
            users.Add(_bench.Tally.Users);
        }

        return users;
    }

    private static Scenario Of(int start, params (int Seconds, int Target)[] stages) =>
        new() { Name = "test", StartUsers = start, Stages = [.. stages.Select(stage => new Stage(TimeSpan.FromSeconds(stage.Seconds), stage.Target))] };
}
