namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A base-2 exponential histogram: bucket i holds the values in (base^i, base^(i+1)], base = 2^(2^-scale) (OpenTelemetry's metrics data model).</summary>
internal sealed record ExponentialDistribution : Distribution
{
    public const int MinimumScale = -10;
    public const int MaximumScale = 20;

    public required int Scale { get; init; }

    /// <summary>Values so close to zero that they count as zero, and how close that is.</summary>
    public required double Zeros { get; init; }

    public required double ZeroThreshold { get; init; }

    /// <summary>Counts by bucket index; sparse, as an index may be anywhere.</summary>
    public required IReadOnlyDictionary<int, double> Positive { get; init; }

    /// <summary>The same, of the values' magnitudes.</summary>
    public required IReadOnlyDictionary<int, double> Negative { get; init; }

    public override IEnumerable<Bucket> Buckets =>
    [
        .. Negative.OrderByDescending(pair => pair.Key).Select(pair => new Bucket(-Bound(pair.Key + 1), -Bound(pair.Key), pair.Value)),
        new Bucket(Negative.Count > 0 ? -ZeroThreshold : 0, ZeroThreshold, Zeros),
        .. Positive.OrderBy(pair => pair.Key).Select(pair => new Bucket(Bound(pair.Key), Bound(pair.Key + 1), pair.Value)),
    ];

    public override Distribution Plus(Distribution other) => other is not ExponentialDistribution added ? this : Combine(added, (mine, theirs) => mine + theirs) with
    {
        Count = Count + added.Count,
        Sum = Sum + added.Sum,
        Min = Smaller(Min, added.Min),
        Max = Larger(Max, added.Max),
    };

    public override Distribution Minus(Distribution earlier) => earlier is not ExponentialDistribution removed ? this : Combine(removed, (mine, theirs) => Math.Max(0, mine - theirs)) with
    {
        Count = Math.Max(0, Count - removed.Count),
        Sum = Sum - removed.Sum,
    };

    // A sender makes its buckets coarser as the values spread: two histograms meet at the coarser scale.
    private ExponentialDistribution Combine(ExponentialDistribution other, Func<double, double, double> combine)
    {
        var scale = Math.Min(Scale, other.Scale);
        return this with
        {
            Scale = scale,
            Zeros = combine(Zeros, other.Zeros),
            ZeroThreshold = Math.Max(ZeroThreshold, other.ZeroThreshold),
            Positive = Combine(Coarser(Positive, Scale - scale), Coarser(other.Positive, other.Scale - scale), combine),
            Negative = Combine(Coarser(Negative, Scale - scale), Coarser(other.Negative, other.Scale - scale), combine),
        };
    }

    private static Dictionary<int, double> Combine(Dictionary<int, double> mine, Dictionary<int, double> theirs, Func<double, double, double> combine) =>
        mine.Keys.Union(theirs.Keys).ToDictionary(index => index, index => combine(mine.GetValueOrDefault(index), theirs.GetValueOrDefault(index)));

    // One scale less joins two neighbours: index 2i and 2i+1 become i.
    private static Dictionary<int, double> Coarser(IReadOnlyDictionary<int, double> counts, int steps) =>
        counts.GroupBy(pair => pair.Key >> steps).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));

    private double Bound(long index) => Math.Pow(2, index * Math.Pow(2, -Scale));
}
