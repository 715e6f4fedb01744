using System.Diagnostics;
using System.Diagnostics.Metrics;
using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi;

internal sealed class TifosiMetrics : IDisposable
{
    public const string MeterName = "BoxBox.Tifosi";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;

    public TifosiMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _duration = _meter.CreateHistogram<double>("tifosi.order.duration", "s", "From a fan's POST to the gateway's answer, by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        _meter.CreateObservableGauge("tifosi.users", () => Run?.Users ?? 0, "{user}", "Fans who order now.");
    }

    /// <summary>Whose users are counted.</summary>
    public Tally? Run { get; set; }

    public void Ordered(TimeSpan took, Outcome outcome) =>
        _duration.Record(took.TotalSeconds, new TagList { { "outcome", outcome.Error ?? "fine" } });

    public void Dispose() => _meter.Dispose();
}
