using BoxBox.Tifosi.Fans;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class WishesTests
{
    [Fact]
    public void The_same_seed_is_the_same_orders()
    {
        Assert.Equal(Draw(44, 0.1), Draw(44, 0.1));
        Assert.NotEqual(Draw(44, 0.1), Draw(16, 0.1));
    }

    [Fact]
    public void As_many_are_bad_as_were_asked_for()
    {
        var wishes = new Wishes(44, 0.05);

        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => wishes.Next().IsBad), 400, 600);
        Assert.DoesNotContain(Enumerable.Range(0, 1_000), _ => new Wishes(44, 0).Next().IsBad);
    }

    private static List<string> Draw(int seed, double bad)
    {
        var wishes = new Wishes(seed, bad);
        return [.. Enumerable.Range(0, 200).Select(_ => Encoding.UTF8.GetString(wishes.Next().Json.Span))];
    }
}
