using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class RaceWeekendTests
{
    private static readonly TimeSpan FourMinutes = TimeSpan.FromMinutes(4);

    [Fact]
    public void The_same_seed_is_the_same_weekend()
    {
        Assert.Equal(RaceWeekend.Draw(44, FourMinutes).Stages, RaceWeekend.Draw(44, FourMinutes).Stages);
        Assert.NotEqual(RaceWeekend.Draw(44, FourMinutes).Stages, RaceWeekend.Draw(16, FourMinutes).Stages);
    }

    [Fact]
    public void Fortune_differs_and_the_load_follows_it()
    {
        var weekends = Enumerable.Range(0, 500).Select(seed => RaceWeekend.Draw(seed, FourMinutes)).ToList();

        var won = weekends.Where(weekend => weekend.Stages.Any(stage => stage.Says?.StartsWith("FERRARI WINS", StringComparison.Ordinal) == true)).ToList();
        Assert.InRange(won.Count, 50, 450);
        Assert.All(won, weekend => Assert.Equal(120, weekend.Stages.Max(stage => stage.Target)));
        Assert.All(weekends.Except(won), weekend => Assert.InRange(weekend.Stages.Max(stage => stage.Target), 50, 100));
    }

    [Fact]
    public void It_takes_as_long_as_it_is_told_tells_of_each_session_and_ends_with_nobody()
    {
        Assert.All(Enumerable.Range(0, 100).Select(seed => RaceWeekend.Draw(seed, FourMinutes)), weekend =>
        {
            Assert.InRange(weekend.Duration / FourMinutes, 0.95, 1.05);
            Assert.All(new[] { "Practice", "Q1", "Lights out" }, session => Assert.Contains(weekend.Stages, stage => stage.Says?.Contains(session, StringComparison.Ordinal) == true));
            Assert.Equal(0, weekend.Stages[^1].Target);
        });
    }
}
