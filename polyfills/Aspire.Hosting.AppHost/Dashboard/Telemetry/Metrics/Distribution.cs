namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>How measured values spread: counts in buckets. Counts are doubles, so that no sender can overflow them.</summary>
internal abstract record Distribution
{
    public required double Count { get; init; }

    public required double Sum { get; init; }

    /// <summary>The smallest and the largest value, where the sender says.</summary>
    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>From the lowest to the highest; empty ones may be missing.</summary>
    public abstract IEnumerable<Bucket> Buckets { get; }

    public abstract Distribution Plus(Distribution other);

    /// <summary>What came in since <paramref name="earlier"/>, which counts from the same start.</summary>
    public abstract Distribution Minus(Distribution earlier);

    /// <param name="share">0–1: 0.5 is the median.</param>
    /// <returns>The value that this share of all values does not exceed: exact to a bucket, and in it as if its values were spread evenly. Null where nothing was counted.</returns>
    public double? Percentile(double share)
    {
        var filled = Buckets.Where(bucket => bucket.Count > 0).Select(Narrow).ToList();
        if (filled.Count == 0)
        {
            return null;
        }

        var rank = Math.Clamp(share, 0, 1) * filled.Sum(bucket => bucket.Count);
        foreach (var bucket in filled)
        {
            if (rank <= bucket.Count)
            {
                return bucket.Lower + ((bucket.Upper - bucket.Lower) * rank / bucket.Count);
            }

            rank -= bucket.Count;
        }

        return filled[^1].Upper;
    }

    protected static double? Smaller(double? one, double? other) => one is null || other is null ? one ?? other : Math.Min(one.Value, other.Value);

    protected static double? Larger(double? one, double? other) => one is null || other is null ? one ?? other : Math.Max(one.Value, other.Value);

    // No value lies outside of the smallest and the largest one, whatever the bucket's own bounds.
    private Bucket Narrow(Bucket bucket)
    {
        var lower = Min is { } min && min > bucket.Lower && min <= bucket.Upper ? min : bucket.Lower;
        var upper = Max is { } max && max < bucket.Upper && max >= lower ? max : bucket.Upper;
        return bucket with { Lower = double.IsFinite(lower) ? lower : upper, Upper = double.IsFinite(upper) ? upper : lower };
    }
}
