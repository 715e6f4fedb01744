using BoxBox.People;

namespace BoxBox.Tests.Unit.People;

public sealed class DiceTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(1.0, 4)]
    public void A_varied_duration_lies_between_the_factor_and_its_inverse_with_the_duration_itself_in_the_middle(double draw, double expectedSeconds)
    {
        var varied = new FixedDice(draw).Vary(TwoSeconds, 0.5);

        Assert.Equal(expectedSeconds, varied.TotalSeconds, 6);
    }

    [Fact]
    public void A_factor_of_one_changes_nothing()
    {
        Assert.Equal(TwoSeconds, new FixedDice(0.123).Vary(TwoSeconds, 1));
    }

    [Fact]
    public void Faster_and_slower_are_equally_likely()
    {
        var dice = new Random(42);
        var draws = Enumerable.Range(0, 10_000).Select(_ => dice.Vary(TwoSeconds, 0.5)).ToList();

        Assert.InRange(draws.Count(varied => varied < TwoSeconds), 4_700, 5_300);
        Assert.All(draws, varied => Assert.InRange(varied.TotalSeconds, 1, 4));
        Assert.InRange(draws.Count(varied => varied > TimeSpan.FromSeconds(2 * Math.Sqrt(2))), 2_250, 2_750);
    }

    [Theory]
    [InlineData(0.09, 15)]
    [InlineData(0.10, 10)]
    public void What_is_improbable_prolongs_only_when_it_happens(double draw, double expectedSeconds)
    {
        var lasts = new FixedDice(draw).Prolong(TimeSpan.FromSeconds(10), 0.1, 1.5);

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), lasts);
    }

    [Fact]
    public void Probability_zero_never_happens_and_one_always()
    {
        Assert.False(new FixedDice(0).Happens(0));
        Assert.True(new FixedDice(0.999999).Happens(1));
    }

    [Fact]
    public void Things_happen_as_often_as_their_probability_says()
    {
        var dice = new Random(7);

        var happened = Enumerable.Range(0, 10_000).Count(_ => dice.Happens(0.3));

        Assert.InRange(happened, 2_750, 3_250);
    }
}
