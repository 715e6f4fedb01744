using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Panettiere;

namespace BoxBox.Tests.Unit.Panettiere;

public sealed class DoughMakerTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(1.0, 4)]
    public async Task A_dough_takes_its_time_times_the_variance(double draw, double expectedSeconds)
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), draw);

        var dough = MakeAsync(kitchen, "a");
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));

        Assert.Equal(Turn.Yours, await dough);
        Assert.Equal([1], kitchen.Measured.Of("panettiere.dough.count"));
        Assert.Equal([expectedSeconds], kitchen.Measured.Of("panettiere.dough.duration"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_dough_time_of_zero_makes_doughs_at_once()
    {
        using var kitchen = new Kitchen(new PanettiereOptions { TimeToMakeADoughInSeconds = 0 }, 0.5);

        Assert.Equal(Turn.Yours, await MakeAsync(kitchen, "a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_next_dough_is_begun_when_the_one_before_is_done()
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), 0.5);
        var twoSeconds = TimeSpan.FromSeconds(2);

        var a = MakeAsync(kitchen, "a");
        var b = MakeAsync(kitchen, "b");
        await kitchen.Time.PassAsync(twoSeconds);
        await a;
        Assert.False(b.IsCompleted);
        await kitchen.Time.PassAsync(twoSeconds);

        Assert.Equal(Turn.Yours, await b);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_goes_away_during_the_making_makes_him_throw_it_away_and_turn_to_the_next()
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), 0.5);
        using var gone = new CancellationTokenSource();
        var a = kitchen.Maker.MakeAsync("a", gone.Token, CancellationToken.None);
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        var b = MakeAsync(kitchen, "b");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => a);
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(Turn.Yours, await b);
        Assert.Equal([1], kitchen.Measured.Of("panettiere.dough.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_goes_away_while_waiting_leaves_the_line_at_once()
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), 0.5);
        using var gone = new CancellationTokenSource();
        var a = MakeAsync(kitchen, "a");
        var b = kitchen.Maker.MakeAsync("b", gone.Token, CancellationToken.None);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.False(a.IsCompleted);
        await kitchen.Time.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(Turn.Yours, await a);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_the_service_stops_the_dough_in_the_making_is_finished_and_the_line_dissolved()
    {
        using var kitchen = new Kitchen(new PanettiereOptions(), 0.5);
        using var closing = new CancellationTokenSource();
        var a = kitchen.Maker.MakeAsync("a", CancellationToken.None, closing.Token);
        await kitchen.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        var b = kitchen.Maker.MakeAsync("b", CancellationToken.None, closing.Token);

        await closing.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b);
        kitchen.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Turn.Yours, await a);
    }

    private static Task<Turn> MakeAsync(Kitchen kitchen, string orderId) =>
        kitchen.Maker.MakeAsync(orderId, TestContext.Current.CancellationToken, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
