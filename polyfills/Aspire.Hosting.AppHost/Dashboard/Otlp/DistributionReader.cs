using Aspire.Hosting.Dashboard.Telemetry.Metrics;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Reads what a histogram counted, and refuses what does not add up.</summary>
internal static class DistributionReader
{
    // The SDKs make 160 buckets at most; ten times that is generous.
    private const int BucketLimit = 1_600;

    public static ExplicitDistribution Read(HistogramDataPoint point)
    {
        Require(point.BucketCounts.Count <= BucketLimit, $"bucket_counts must be at most {BucketLimit}; got {point.BucketCounts.Count}.");
        // Without buckets there is only the count: one bucket from minus to plus infinity.
        double[] counts = point.BucketCounts.Count == 0 ? [point.Count] : [.. point.BucketCounts.Select(count => (double)count)];
        double[] bounds = [.. point.ExplicitBounds];
        Require(bounds.Length == counts.Length - 1, $"bucket_counts must be one more than explicit_bounds; got {counts.Length} and {bounds.Length}.");
        Require(Array.TrueForAll(bounds, double.IsFinite), "explicit_bounds must be finite.");
        Require(bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second), "explicit_bounds must ascend.");
        return new ExplicitDistribution
        {
            Count = point.Count,
            Sum = Finite(point.Sum, "sum"),
            Min = point.HasMin ? Finite(point.Min, "min") : null,
            Max = point.HasMax ? Finite(point.Max, "max") : null,
            Bounds = bounds,
            Counts = counts,
        };
    }

    public static ExponentialDistribution Read(ExponentialHistogramDataPoint point)
    {
        Require(
            point.Scale is >= ExponentialDistribution.MinimumScale and <= ExponentialDistribution.MaximumScale,
            $"scale must be {ExponentialDistribution.MinimumScale} to {ExponentialDistribution.MaximumScale}; got {point.Scale}.");
        return new ExponentialDistribution
        {
            Count = point.Count,
            Sum = Finite(point.Sum, "sum"),
            Min = point.HasMin ? Finite(point.Min, "min") : null,
            Max = point.HasMax ? Finite(point.Max, "max") : null,
            Scale = point.Scale,
            Zeros = point.ZeroCount,
            ZeroThreshold = Finite(point.ZeroThreshold, "zero_threshold"),
            Positive = Counts(point.Positive),
            Negative = Counts(point.Negative),
        };
    }

    private static Dictionary<int, double> Counts(ExponentialHistogramDataPoint.Types.Buckets? buckets)
    {
        var counts = buckets?.BucketCounts ?? [];
        Require(counts.Count <= BucketLimit, $"bucket_counts must be at most {BucketLimit}; got {counts.Count}.");
        Require(buckets is null || buckets.Offset <= int.MaxValue - BucketLimit, "offset is out of range.");
        return counts.Select((count, index) => (Index: buckets!.Offset + index, Count: (double)count))
            .Where(bucket => bucket.Count > 0)
            .ToDictionary(bucket => bucket.Index, bucket => bucket.Count);
    }

    private static double Finite(double value, string field)
    {
        Require(double.IsFinite(value), $"{field} must be finite; got {value}.");
        return value;
    }

    private static void Require(bool rule, string message)
    {
        if (!rule)
        {
            throw new BadItemException(message);
        }
    }
}
