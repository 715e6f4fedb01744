using BoxBox.Fornaio;
using BoxBox.Fornaio.Baking;
using BoxBox.Orders.Crew;
using BoxBox.Protos.Fornaio;
using BoxBox.Tests.Fixtures.Fornaio;
using PizzaSize = BoxBox.Protos.Fornaio.PizzaSize;

namespace BoxBox.Tests.Unit.Fornaio;

public sealed class OvenTests
{
    private const double Middle = 0.5;
    private const double NotBurnt = 0.05;
    private const double Burnt = 0.049;

    private static readonly TimeSpan AMedium = TimeSpan.FromSeconds(2);

    [Theory(Timeout = 30_000)]
    [InlineData(PizzaSize.Small, Middle, 1.5)]
    [InlineData(PizzaSize.Medium, Middle, 2)]
    [InlineData(PizzaSize.Large, Middle, 3)]
    [InlineData(PizzaSize.Medium, 0, 1.6)]
    [InlineData(PizzaSize.Medium, 1, 2.5)]
    public async Task A_pizza_takes_the_time_of_its_size_times_the_variance(PizzaSize size, double draw, double expectedSeconds)
    {
        using var bakery = new Bakery(new FornaioOptions(), draw, NotBurnt);

        var pizza = BakeAsync(bakery, "a", size);
        await bakery.Time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));

        Assert.Equal(BakeOutcome.Baked, await pizza);
        Assert.Equal([expectedSeconds], bakery.Measured.Of("fornaio.bake.duration"));
        Assert.Equal([$"size={size.ToString().ToLowerInvariant()},outcome=baked"], bakery.Measured.TagsOf("fornaio.bake.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pizza_burns_when_the_dice_say_so_and_took_its_time_all_the_same()
    {
        using var bakery = new Bakery(new FornaioOptions(), Middle, Burnt);

        var pizza = BakeAsync(bakery, "a");
        await bakery.Time.PassAsync(AMedium);

        Assert.Equal(BakeOutcome.Burnt, await pizza);
        Assert.Equal(["size=medium,outcome=burnt"], bakery.Measured.TagsOf("fornaio.bake.count"));
        Assert.Equal(["size=medium,outcome=burnt"], bakery.Measured.TagsOf("fornaio.bake.duration"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_baking_time_of_zero_bakes_at_once()
    {
        using var bakery = new Bakery(new FornaioOptions { TimeToBakeMediumInSeconds = 0 }, Middle);

        Assert.Equal(BakeOutcome.Baked, await BakeAsync(bakery, "a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_place_of_the_oven_bakes_and_who_waits_longest_is_next()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 2, VarianceFactor = 1 }, Middle);
        var (a, b) = (BakeAsync(bakery, "a", PizzaSize.Small), BakeAsync(bakery, "b", PizzaSize.Large));
        var (c, d) = (BakeAsync(bakery, "c"), BakeAsync(bakery, "d"));

        Assert.Equal("2 of 2 places taken, 2 waiting", bakery.Oven.Status);
        bakery.Time.Advance(TimeSpan.FromSeconds(1.5));
        await a;
        await bakery.Time.SomebodyWaitsAsync(AMedium);

        Assert.Equal("2 of 2 places taken, 1 waiting", bakery.Oven.Status);
        bakery.Time.Advance(TimeSpan.FromSeconds(1.5));
        await b;
        await bakery.Time.SomebodyWaitsAsync(AMedium);
        bakery.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(BakeOutcome.Baked, await c);
        Assert.False(d.IsCompleted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_goes_away_frees_his_place_at_once()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 1 }, Middle);
        using var gone = new CancellationTokenSource();
        var a = bakery.Oven.BakeAsync("a", PizzaSize.Medium, gone.Token, CancellationToken.None);
        await bakery.Time.SomebodyWaitsAsync(AMedium);
        var b = BakeAsync(bakery, "b");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => a);
        await bakery.Time.PassAsync(AMedium);

        Assert.Equal(BakeOutcome.Baked, await b);
        Assert.Equal(["size=medium,outcome=cancelled", "size=medium,outcome=baked"], bakery.Measured.TagsOf("fornaio.bake.count"));
        Assert.Single(bakery.Measured.Of("fornaio.bake.duration"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_goes_away_while_waiting_leaves_the_line_at_once()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 1 }, Middle);
        using var gone = new CancellationTokenSource();
        var a = BakeAsync(bakery, "a");
        var b = bakery.Oven.BakeAsync("b", PizzaSize.Small, gone.Token, CancellationToken.None);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal("1 of 1 places taken, 0 waiting", bakery.Oven.Status);
        Assert.Equal(["size=small,outcome=cancelled"], bakery.Measured.TagsOf("fornaio.bake.count"));
        await bakery.Time.PassAsync(AMedium);
        await a;
    }

    [Fact(Timeout = 30_000)]
    public async Task Sixteen_wait_and_the_next_is_sent_away()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 1 }, Middle);
        var all = Enumerable.Range(0, 17).Select(n => BakeAsync(bakery, $"{n}")).ToList();

        Assert.Equal(BakeOutcome.SentAway, await BakeAsync(bakery, "one too many"));
        Assert.All(all, pizza => Assert.False(pizza.IsCompleted));
        Assert.Equal(["size=medium,outcome=sent_away"], bakery.Measured.TagsOf("fornaio.bake.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task When_the_service_stops_what_is_in_the_oven_is_baked_and_the_line_dissolved()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 1 }, Middle);
        using var closing = new CancellationTokenSource();
        var a = bakery.Oven.BakeAsync("a", PizzaSize.Medium, CancellationToken.None, closing.Token);
        await bakery.Time.SomebodyWaitsAsync(AMedium);
        var b = bakery.Oven.BakeAsync("b", PizzaSize.Medium, CancellationToken.None, closing.Token);

        await closing.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b);
        bakery.Time.Advance(AMedium);

        Assert.Equal(BakeOutcome.Baked, await a);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_Fornaio_says_what_is_in_the_oven_and_what_burnt()
    {
        using var bakery = new Bakery(new FornaioOptions { Places = 2, VarianceFactor = 1 }, Middle, NotBurnt, Middle, Burnt);

        var (a, b) = (BakeAsync(bakery, "a", PizzaSize.Small), BakeAsync(bakery, "b"));
        Assert.Equal((CrewState.Baking, "a,b", "2 of 2 places"), Said(bakery));
        bakery.Time.Advance(TimeSpan.FromSeconds(1.5));
        await a;
        Assert.Equal((CrewState.Baking, "b", "1 of 2 places"), Said(bakery));
        bakery.Time.Advance(TimeSpan.FromSeconds(0.5));
        await b;
        Assert.Equal((CrewState.Idle, "", null), Said(bakery));

        CrewEvent? burnt = null;
        while (bakery.Crew.Unsaid.TryRead(out var report))
            burnt ??= report.Happened;
        Assert.Equal((CrewEventKind.Burnt, "b"), (burnt!.Kind, burnt.OrderId));
    }

    private static (CrewState State, string Orders, string? Detail) Said(Bakery bakery) =>
        (bakery.Crew.Now.State, string.Join(",", bakery.Crew.Now.OrderIds), bakery.Crew.Now.Detail);

    private static Task<BakeOutcome> BakeAsync(Bakery bakery, string orderId, PizzaSize size = PizzaSize.Medium) =>
        bakery.Oven.BakeAsync(orderId, size, TestContext.Current.CancellationToken, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
