using BoxBox.Benchmarks.Results;

namespace BoxBox.Tests.Unit.Benchmarks;

public sealed class RowTests
{
    private static readonly Machine Quiet = new(new DateTimeOffset(2026, 9, 6, 12, 0, 0, TimeSpan.Zero), "a processor", 2, 8, "a system", "a runtime", "nats-server: v2", 0.1);

    [Fact]
    public void A_goal_is_judged_by_the_medians_and_a_bad_round_does_not_decide_it()
    {
        var row = new Row("orders taken", "/s", [9000, 100, 8000], [10_000, 10_000, 9900], "≥ 0.8 of the floor", (mine, bare) => mine >= 0.8 * bare);

        Assert.Equal((8000, 10_000, 0.8, true), (row.ProductMedian, row.FloorMedian, row.Ratio, row.Reached));
        Assert.False((row with { Product = [7999] }).Reached);
    }

    [Fact]
    public void Without_a_floor_there_is_no_ratio_and_without_a_goal_no_verdict()
    {
        var row = new Row("memory", "MB", [100, 110], [], "", null);

        Assert.Equal((105, null, null), (row.ProductMedian, row.Ratio, row.Reached));
    }

    [Fact]
    public void The_table_says_what_was_measured_where_and_whether_others_were_at_work()
    {
        Row[] rows = [new("orders taken", "/s", [9000, 8000, 8500], [10_000], "≥ 0.8 of the floor", (mine, bare) => mine >= 0.8 * bare)];

        var quiet = Table.Lines(Quiet, rows).ToList();
        var busy = Table.Lines(Quiet with { LoadBefore = 3 }, rows).ToList();

        Assert.Contains("| orders taken | 8,500 /s | 10,000 /s | 0.85 | ≥ 0.8 of the floor | yes | 9,000 8,000 8,500; 10,000 |", quiet);
        Assert.Contains(quiet, line => line.StartsWith("2026-09-06 12:00 UTC; a processor, 2 cores, 8 GB", StringComparison.Ordinal) && !line.Contains("BUSY", StringComparison.Ordinal));
        Assert.Contains(busy, line => line.Contains("BUSY", StringComparison.Ordinal));
    }
}
