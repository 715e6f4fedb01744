using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Histogram buckets for what people take seconds for: the SDK's defaults would put every dough into the same one or two.</summary>
internal static class HumanDurations
{
    private static readonly double[] BoundariesInSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120, 300];

    /// <summary>The buckets of Box Box's own histograms in seconds that bring none along; null leaves an instrument as it is.</summary>
    public static MetricStreamConfiguration? BucketsOf(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s", Advice: null } && instrument.Meter.Name.StartsWith("BoxBox.", StringComparison.Ordinal)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = BoundariesInSeconds }
            : null;
}
