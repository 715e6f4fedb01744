namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>An instrument's values over a window of time, in steps of equal length: a step's value is what happened in it, or how things stood at its end.</summary>
internal sealed class Chart(DateTimeOffset end, TimeSpan window, int steps)
{
    private static readonly (string Name, double Share)[] Percentiles = [("P50", 0.5), ("P90", 0.9), ("P99", 0.99)];

    public DateTimeOffset Start { get; } = end - window;

    public DateTimeOffset End { get; } = end;

    public int Steps { get; } = steps;

    public TimeSpan Step { get; } = window / steps;

    /// <summary>Before it, nothing is known, which is not the same as zero.</summary>
    public DateTimeOffset Earliest { get; init; }

    /// <summary>A step that ends after it is not over: its rate is not known yet.</summary>
    public DateTimeOffset Now { get; init; } = end;

    /// <summary>The end of a step; 0 is the first one.</summary>
    public DateTimeOffset EndOf(int step) => Start + ((step + 1) * Step);

    /// <summary>What a counter, or a histogram's count, gained in each step, a second.</summary>
    public ChartLine Rate(IReadOnlyList<SeriesView> series) =>
        new("per second", Each((from, to) => to > Now ? null : series.Sum(one => Math.Max(0, Counted(one.Latest(to)) - Counted(one.Latest(from)))) / Step.TotalSeconds));

    /// <summary>How all series together stood at the end of each step; those whose sender is silent are left out.</summary>
    public ChartLine Level(IReadOnlyList<SeriesView> series) => new("value", Each((_, to) =>
    {
        var present = series.Where(one => !one.IsSilent(to)).Select(one => one.Latest(to)).OfType<MetricPoint>().ToList();
        return present.Count == 0 ? null : present.Sum(Counted);
    }));

    /// <summary>The median and the slow end of what a histogram took in each step.</summary>
    public IReadOnlyList<ChartLine> PercentileLines(IReadOnlyList<SeriesView> series)
    {
        var taken = Enumerable.Range(0, Steps).Select(step => Taken(series, Start + (step * Step), EndOf(step))).ToArray();
        return [.. Percentiles.Select(percentile => new ChartLine(percentile.Name, [.. taken.Select(distribution => distribution?.Percentile(percentile.Share))]))];
    }

    /// <summary>What the histograms of all series took in the whole window.</summary>
    public Distribution? Taken(IReadOnlyList<SeriesView> series) => Taken(series, Start, End);

    private double?[] Each(Func<DateTimeOffset, DateTimeOffset, double?> value) =>
        [.. Enumerable.Range(0, Steps).Select(step => EndOf(step) <= Earliest ? null : value(Start + (step * Step), EndOf(step)))];

    private static double Counted(MetricPoint? point) => point is null ? 0 : point.Distribution?.Count ?? point.Value;

    private static Distribution? Taken(IReadOnlyList<SeriesView> series, DateTimeOffset from, DateTimeOffset to)
    {
        Distribution? sum = null;
        foreach (var one in series)
        {
            var (before, after) = (one.Latest(from)?.Distribution, one.Latest(to)?.Distribution);
            if (after is null || ReferenceEquals(before, after))
            {
                continue;
            }

            var taken = before is null ? after : after.Minus(before);
            sum = sum is null ? taken : sum.Plus(taken);
        }

        return sum;
    }
}
