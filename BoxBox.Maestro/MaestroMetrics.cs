using System.Diagnostics.Metrics;

namespace BoxBox.Maestro;

internal sealed class MaestroMetrics
{
    private readonly Counter<long> smokes;
    private readonly Counter<long> lunches;
    private readonly Histogram<double> smokeDuration;
    private readonly Histogram<double> lunchDuration;

    public MaestroMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MaestroTelemetry.Name);
        smokes = meter.CreateCounter<long>("maestro.smoke.count", "{smoke}", "Smokes that the Maestro took.");
        lunches = meter.CreateCounter<long>("maestro.lunch.count", "{lunch}", "Lunches that the Maestro took.");
        smokeDuration = meter.CreateHistogram<double>("maestro.smoke.duration", "s", "How long a smoke lasted.");
        lunchDuration = meter.CreateHistogram<double>("maestro.lunch.duration", "s", "How long a lunch lasted.");
    }

    public void StartedSmoking() => smokes.Add(1);

    public void Smoked(TimeSpan took) => smokeDuration.Record(took.TotalSeconds);

    public void StartedLunch() => lunches.Add(1);

    public void Lunched(TimeSpan took) => lunchDuration.Record(took.TotalSeconds);
}
