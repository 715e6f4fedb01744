using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>A metric of one process, as it last came.</summary>
internal sealed record CollectedMetric(string Service, string Instance, string Meter, Metric Data)
{
    public string Name => Data.Name;

    public IEnumerable<HistogramDataPoint> Histogram => Data.Histogram?.DataPoints ?? [];

    /// <summary>The points of a counter or gauge.</summary>
    public IEnumerable<NumberDataPoint> Numbers => Data.Sum?.DataPoints ?? Data.Gauge?.DataPoints ?? [];
}
