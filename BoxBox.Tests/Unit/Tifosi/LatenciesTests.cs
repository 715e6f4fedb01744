using BoxBox.Tifosi.Load;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class LatenciesTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(95)]
    [InlineData(99)]
    [InlineData(99.9)]
    public void A_percentile_is_wrong_by_no_more_than_a_hundredth(double percent)
    {
        var dice = new Random(44);
        var latencies = new Latencies();
        // From 100 µs to 100 s, as evenly in their magnitudes as no server has them.
        List<TimeSpan> all = [.. Enumerable.Range(0, 20_000).Select(_ => TimeSpan.FromMicroseconds(Math.Pow(10, 2 + 6 * dice.NextDouble())))];
        all.ForEach(latencies.Record);

        var right = all.Order().ElementAt((int)Math.Ceiling(percent / 100 * all.Count) - 1);

        Assert.InRange(latencies.Percentile(percent) / right, 0.99, 1.01);
        Assert.Equal((all.Min(), all.Max(), 20_000), (latencies.Min, latencies.Max, latencies.Count));
    }

    [Fact]
    public void What_is_out_of_reach_counts_as_what_is_in_reach()
    {
        var latencies = new Latencies();

        latencies.Record(TimeSpan.FromHours(5));
        latencies.Record(TimeSpan.FromSeconds(-1));

        Assert.Equal((2, TimeSpan.Zero, TimeSpan.FromHours(5)), (latencies.Count, latencies.Min, latencies.Max));
        Assert.InRange(latencies.Percentile(99), TimeSpan.FromHours(0.99), TimeSpan.FromHours(5));
    }

    [Fact]
    public void A_copy_stays_as_it_was()
    {
        var latencies = new Latencies();
        latencies.Record(TimeSpan.FromSeconds(1));
        var copy = latencies.Copy();

        latencies.Clear();

        Assert.Equal((0, 1), (latencies.Count, copy.Count));
        Assert.InRange(copy.Percentile(50), TimeSpan.FromSeconds(0.999), TimeSpan.FromSeconds(1.001));
    }
}
