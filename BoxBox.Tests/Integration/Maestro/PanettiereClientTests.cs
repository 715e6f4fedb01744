using BoxBox.Maestro.Colleagues;
using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;

namespace BoxBox.Tests.Integration.Maestro;

/// <summary>How a Panettiere is asked who is busy, asleep, away or slow.</summary>
public sealed class PanettiereClientTests : PanettiereCustomer
{
    [Theory(Timeout = 60_000)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public async Task Who_is_busy_or_away_for_a_moment_is_asked_again(StatusCode status)
    {
        await using var panettiere = await FakePanettiere.StartAsync();
        panettiere.Answer = (_, _) => panettiere.Requests.Count < 3 ? FakePanettiere.RefuseAsync(status) : Task.CompletedTask;
        await using var services = Client(panettiere.Address);

        await AskAsync(services);

        Assert.Equal(3, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_sleeps_is_asked_five_times_and_then_is_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted));
        await using var services = Client(panettiere.Address);

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        Assert.Equal(5, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_refusal_is_not_asked_again_and_is_the_orders_failure()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.InvalidArgument));
        await using var services = Client(panettiere.Address);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => AskAsync(services));

        Assert.Contains("InvalidArgument", refused.Message, StringComparison.Ordinal);
        Assert.Single(panettiere.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_takes_longer_than_the_deadline_is_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:TimeoutInSeconds", "0.5"));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("1", 30)]
    [InlineData("60", 30)]
    [InlineData("0.1", 300)]
    public async Task Who_does_not_answer_is_away_also_where_the_clock_was_set_back_and_slow_people_have_longer(string timeScale, double expectedSeconds)
    {
        var time = StandingTime();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        });
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("TimeScale", timeScale));

        var dough = AskAsync(services);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => dough.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_order_that_is_let_go_is_cancelled_and_nobodys_fault()
    {
        using var over = new CancellationTokenSource();
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) => Task.WhenAll(over.CancelAsync(), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone)));
        await using var services = Client(panettiere.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<IDoughMaker>().MakeDoughAsync(WorkBench.Order(), over.Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_cannot_be_reached_again_and_again_is_left_alone_for_a_while()
    {
        var time = StandingTime();
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.Unavailable));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:Retries", "1"));
        for (var order = 0; order < Colleague.MinimumThroughput; order++)
            await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));
        Assert.Equal(Colleague.MinimumThroughput, panettiere.Requests.Count);
        panettiere.Answer = (_, _) => Task.CompletedTask;
        time.Advance(Colleague.BreakDuration);
        await AskAsync(services);

        Assert.Equal(Colleague.MinimumThroughput + 1, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_who_sleeps_is_never_taken_for_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:Retries", "1"));

        for (var order = 0; order < 20; order++)
            await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        Assert.Equal(20, panettiere.Requests.Count);
    }

    /// <summary>Passes only when the test says so. gRPC's deadlines go by the system's clock: for it, they lie an hour and more ahead.</summary>
    private WatchedTime StandingTime()
    {
        var time = new WatchedTime();
        time.AdjustTime(TimeProvider.System.GetUtcNow().AddHours(1));
        Time = time;
        return time;
    }
}
