using System.Diagnostics.Metrics;

namespace BoxBox.Panettiere;

internal sealed class PanettiereMetrics
{
    private readonly Counter<long> doughs;
    private readonly Counter<long> sleeps;
    private readonly Histogram<double> doughDuration;
    private readonly Histogram<double> sleepDuration;

    public PanettiereMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(PanettiereTelemetry.Name);
        doughs = meter.CreateCounter<long>("panettiere.dough.count", "{dough}", "Doughs made.");
        sleeps = meter.CreateCounter<long>("panettiere.sleep.count", "{sleep}", "Times the Panettiere fell asleep.");
        doughDuration = meter.CreateHistogram<double>("panettiere.dough.duration", "s", "How long a dough took.");
        sleepDuration = meter.CreateHistogram<double>("panettiere.sleep.duration", "s", "How long a sleep lasted.");
    }

    public void DoughMade(TimeSpan took)
    {
        doughs.Add(1);
        doughDuration.Record(took.TotalSeconds);
    }

    public void FellAsleep() => sleeps.Add(1);

    public void Slept(TimeSpan took) => sleepDuration.Record(took.TotalSeconds);
}
