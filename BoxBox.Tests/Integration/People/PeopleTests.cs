using BoxBox.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tests.Integration.People;

public sealed class PeopleTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_time_scale_of_sixty_plays_a_minute_in_a_second()
    {
        var time = new WatchedTime();
        var human = new HumanTime(time, Options.Create(new PeopleOptions { TimeScale = 60 }));

        var minute = human.SpendAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await time.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), await minute);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_time_at_all_passes_at_once()
    {
        var human = new HumanTime(new WatchedTime(), Options.Create(new PeopleOptions()));

        Assert.Equal(TimeSpan.Zero, await human.SpendAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Even_the_longest_duration_stays_within_what_a_timer_can_wait_for()
    {
        var human = new HumanTime(TimeProvider.System, Options.Create(new PeopleOptions { TimeScale = 0.1 }));

        Assert.InRange(human.Lasts(TimeSpan.FromDays(100)).TotalMilliseconds, 1, uint.MaxValue - 1d);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_seed_gives_the_same_draws_and_another_seed_others()
    {
        await using var first = Services("Seed=7");
        await using var again = Services("Seed=7");
        await using var other = Services("Seed=8");

        var draws = Draws(first);

        Assert.Equal(draws, Draws(again));
        Assert.NotEqual(draws, Draws(other));
    }

    [Fact]
    public void One_seed_for_all_does_not_give_everybody_the_same_luck()
    {
        var seed = new PeopleOptions { Seed = 7 };

        Assert.NotEqual(PeopleExtensions.SeedOf("maestro", seed), PeopleExtensions.SeedOf("panettiere", seed));
    }

    [Fact]
    public void Of_two_replicas_each_has_luck_of_his_own_and_the_same_again_with_the_same_seed()
    {
        var (first, second) = (new PeopleOptions { Seed = 7, Replica = "0" }, new PeopleOptions { Seed = 7, Replica = "1" });

        Assert.NotEqual(PeopleExtensions.SeedOf("panettiere", first), PeopleExtensions.SeedOf("panettiere", second));
        Assert.Equal(PeopleExtensions.SeedOf("panettiere", first), PeopleExtensions.SeedOf("panettiere", new PeopleOptions { Seed = 7, Replica = "0" }));
        Assert.Equal(PeopleExtensions.SeedOf("panettiere", new PeopleOptions { Seed = 7 }), PeopleExtensions.SeedOf("panettiere", new PeopleOptions { Seed = 7, Replica = Environment.MachineName }));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("TimeScale=0")]
    [InlineData("TimeScale=-1")]
    [InlineData("TimeScale=NaN")]
    public async Task A_time_scale_that_makes_no_sense_is_refused_by_name(string setting)
    {
        await using var services = Services(setting);

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PeopleOptions>>().Value);

        Assert.Contains("TimeScale", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string setting)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var (name, value) = (setting.Split('=')[0], setting.Split('=')[1]);
        builder.Configuration.AddInMemoryCollection([new(name, value)]);
        builder.AddPeople();
        return builder.Services.BuildServiceProvider();
    }

    private static double[] Draws(ServiceProvider services)
    {
        var dice = services.GetRequiredService<Random>();
        return [.. Enumerable.Range(0, 10).Select(_ => dice.NextDouble())];
    }
}
