using BoxBox.Orders.Crew;
using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Panettiere;

namespace BoxBox.Tests.Unit.Panettiere;

public sealed class SleepLoopTests
{
    private const double NoOversleeping = 0.3;
    private const double Oversleeping = 0.29;

    private static readonly TimeSpan Awake = TimeSpan.FromSeconds(60);

    [Theory(Timeout = 30_000)]
    [InlineData(NoOversleeping, 39, 10)]
    [InlineData(Oversleeping, 38.7, 20)]
    public async Task He_sleeps_then_is_awake_for_a_minute_and_oversleeping_really_lasts_longer(double draw, double firstAwakeInSeconds, double expectedSeconds)
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), draw);
        var nap = TimeSpan.FromSeconds(expectedSeconds);
        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);

        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(firstAwakeInSeconds));
        await kitchen.Time.SomebodyWaitsAsync(nap);
        kitchen.Time.Advance(nap - TimeSpan.FromMilliseconds(1));
        Assert.True(kitchen.Bench.IsAsleep);
        kitchen.Time.Advance(TimeSpan.FromMilliseconds(1));
        await kitchen.Time.SomebodyWaitsAsync(Awake);

        Assert.False(kitchen.Bench.IsAsleep);
        Assert.Equal([1], kitchen.Measured.Of("panettiere.sleep.count"));
        Assert.Equal([expectedSeconds], kitchen.Measured.Of("panettiere.sleep.duration"));
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sleep_time_during_work_comes_after_the_dough()
    {
        using var kitchen = new Kitchen(new PanettiereOptions { TimeToMakeADoughInSeconds = 100, VarianceInDoughMakeInSecondsFactor = 1 }, NoOversleeping);
        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);
        var dough = kitchen.Maker.MakeAsync("a", TestContext.Current.CancellationToken, CancellationToken.None);
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(100));

        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(39));
        Assert.False(kitchen.Bench.IsAsleep);
        kitchen.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(Turn.Yours, await dough);
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(10));
        Assert.True(kitchen.Bench.IsAsleep);
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task He_says_what_he_does_and_until_when()
    {
        using var kitchen = new Kitchen(new PanettiereOptions { TimeToMakeADoughInSeconds = 100, VarianceInDoughMakeInSecondsFactor = 1 }, Oversleeping);
        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);

        var dough = kitchen.Maker.MakeAsync("a", TestContext.Current.CancellationToken, CancellationToken.None);
        Assert.Equal("MakingDough a 100  ", await NextWordAsync(kitchen));
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(38.7));
        Assert.Equal("ShouldSleep a   ", await NextWordAsync(kitchen));
        kitchen.Time.Advance(TimeSpan.FromSeconds(61.3));
        await dough;
        Assert.Equal("Sleeping  20 oversleeping ", await NextWordAsync(kitchen));
        Assert.Equal("Sleeping  20 oversleeping FellAsleep", await NextWordAsync(kitchen));
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Idle    ", await NextWordAsync(kitchen));
        Assert.Equal("Idle    WokeUp", await NextWordAsync(kitchen));
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0.0, 30)]
    [InlineData(1.0, 60)]
    public async Task Before_the_first_sleep_he_is_awake_for_a_random_part_of_the_time_from_the_half_on(double draw, double expectedSeconds)
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), draw);

        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));

        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(draw < Oversleeping ? 20 : 10));
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0, 10)]
    [InlineData(60, 0)]
    public async Task A_duration_of_zero_means_that_he_sleeps_only_when_he_is_told(double period, double duration)
    {
        using var kitchen = new Kitchen(new PanettiereOptions { PeriodBetweenSleepInSeconds = period, SleepDurationInSeconds = duration }, NoOversleeping);
        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);

        kitchen.Time.Advance(TimeSpan.FromDays(1));
        Assert.False(kitchen.Bench.IsAsleep);
        kitchen.Sleep.FallAsleep();
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(10));
        Assert.True(kitchen.Bench.IsAsleep);
        kitchen.Time.Advance(TimeSpan.FromSeconds(10));
        await kitchen.Measured.HasAsync("panettiere.sleep.duration", "");
        kitchen.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([1], kitchen.Measured.Of("panettiere.sleep.count"));
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task He_can_be_sent_to_sleep_before_it_is_time_and_woken_before_he_has_slept_enough()
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), NoOversleeping);
        await kitchen.Sleep.StartAsync(TestContext.Current.CancellationToken);
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(39));

        kitchen.Sleep.FallAsleep();
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(10));
        kitchen.Time.Advance(TimeSpan.FromSeconds(3));
        kitchen.Sleep.WakeUp();
        await kitchen.Time.SomebodyWaitsAsync(Awake);

        Assert.False(kitchen.Bench.IsAsleep);
        Assert.Equal([3], kitchen.Measured.Of("panettiere.sleep.duration"));
        await kitchen.Sleep.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> NextWordAsync(Kitchen kitchen)
    {
        var said = await kitchen.Crew.Unsaid.ReadAsync(TestContext.Current.CancellationToken);
        return $"{said.State} {string.Join(",", said.OrderIds)} {(said.Until - said.Since)?.TotalSeconds} {said.Detail} {said.Happened?.Kind}";
    }
}
