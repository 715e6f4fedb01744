namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A histogram whose bounds the instrument chose.</summary>
internal sealed record ExplicitDistribution : Distribution
{
    /// <summary>Ascending upper bounds, inclusive; there is one more bucket, above the last bound.</summary>
    public required double[] Bounds { get; init; }

    public required double[] Counts { get; init; }

    public override IEnumerable<Bucket> Buckets => Counts.Select((count, index) => new Bucket(
        index > 0 ? Bounds[index - 1] : LowestOf(Bounds),
        index < Bounds.Length ? Bounds[index] : double.PositiveInfinity,
        count));

    public override Distribution Plus(Distribution other) => other is not ExplicitDistribution added ? this : this with
    {
        Count = Count + added.Count,
        Sum = Sum + added.Sum,
        Min = Smaller(Min, added.Min),
        Max = Larger(Max, added.Max),
        Counts = Combine(added, (mine, theirs) => mine + theirs),
    };

    public override Distribution Minus(Distribution earlier) =>
        earlier is not ExplicitDistribution removed || !removed.Bounds.AsSpan().SequenceEqual(Bounds) ? this : this with
        {
            Count = Math.Max(0, Count - removed.Count),
            Sum = Sum - removed.Sum,
            Counts = Combine(removed, (mine, theirs) => Math.Max(0, mine - theirs)),
        };

    // Where the bounds differ, a count goes to the bucket that its upper bound lies in.
    private double[] Combine(ExplicitDistribution other, Func<double, double, double> combine)
    {
        var counts = (double[])Counts.Clone();
        for (var index = 0; index < other.Counts.Length; index++)
        {
            var place = index < other.Bounds.Length ? BucketOf(other.Bounds[index]) : counts.Length - 1;
            counts[place] = combine(counts[place], other.Counts[index]);
        }

        return counts;
    }

    private int BucketOf(double value)
    {
        var index = Array.BinarySearch(Bounds, value);
        return index < 0 ? ~index : index;
    }

    // Durations and sizes begin at zero; what goes below it has a bound that says so.
    private static double LowestOf(double[] bounds) => bounds is [> 0, ..] or [] ? 0 : double.NegativeInfinity;
}
