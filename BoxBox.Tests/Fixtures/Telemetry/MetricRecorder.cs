using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>Keeps what each metric was when it was last collected.</summary>
internal sealed class MetricRecorder : BaseExporter<Metric>
{
    private readonly Dictionary<string, string> _meters = [];
    private readonly Dictionary<string, double[]> _bounds = [];
    private readonly HashSet<(string Metric, ActivityTraceId Trace)> _exemplars = [];

    /// <summary>The meter of each metric, by the metric's name.</summary>
    public IReadOnlyDictionary<string, string> Meters => _meters;

    /// <summary>The finite upper bounds of each histogram's buckets, by the metric's name.</summary>
    public IReadOnlyDictionary<string, double[]> Bounds => _bounds;

    /// <summary>The traces that each metric's values are of.</summary>
    public IReadOnlySet<(string Metric, ActivityTraceId Trace)> Exemplars => _exemplars;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            _meters[metric.Name] = metric.MeterName;
            foreach (var point in metric.GetMetricPoints())
                if (point.TryGetExemplars(out var exemplars))
                    foreach (var exemplar in exemplars)
                        _exemplars.Add((metric.Name, exemplar.TraceId));
            if (metric.MetricType is MetricType.Histogram) _bounds[metric.Name] = BoundsOf(metric);
        }
        return ExportResult.Success;
    }

    private static double[] BoundsOf(Metric metric)
    {
        var bounds = new List<double>();
        foreach (var point in metric.GetMetricPoints())
        {
            bounds.Clear();
            foreach (var bucket in point.GetHistogramBuckets())
                if (double.IsFinite(bucket.ExplicitBound)) bounds.Add(bucket.ExplicitBound);
        }
        return [.. bounds];
    }
}
