namespace BoxBox.Tests.Unit.Work;

public sealed class GiveBackDelayTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 15)]
    [InlineData(1_000_000, 15)]
    [InlineData(0, 1)]
    public void It_doubles_up_to_the_longest(int time, double expectedSeconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), GiveBackDelay.After(time, Longest, new FixedDice(1.0)));
    }

    [Fact]
    public void Jitter_takes_away_at_most_a_half()
    {
        Assert.Equal(TimeSpan.FromSeconds(4), GiveBackDelay.After(4, Longest, new FixedDice(0)));
    }

    [Fact]
    public void Orders_given_back_together_do_not_come_back_together()
    {
        var dice = new Random(3);

        var delays = Enumerable.Range(0, 100).Select(_ => GiveBackDelay.After(4, Longest, dice)).ToList();

        Assert.True(delays.Distinct().Count() > 90);
        Assert.All(delays, delay => Assert.InRange(delay.TotalSeconds, 4, 8));
    }
}
