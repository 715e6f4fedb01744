using System.Diagnostics.Metrics;

namespace BoxBox.Fattorino;

internal sealed class FattorinoMetrics
{
    private readonly Counter<long> trips;
    private readonly Histogram<double> tripDuration;

    public FattorinoMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(FattorinoTelemetry.Name);
        trips = meter.CreateCounter<long>("fattorino.trip.count", "{trip}", "Trips that the Fattorino set out on, by whether he got lost.");
        tripDuration = meter.CreateHistogram<double>("fattorino.trip.duration", "s", "How long a trip lasted.");
    }

    public void SetOut(bool lost) => trips.Add(1, new KeyValuePair<string, object?>("lost", lost));

    public void Arrived(TimeSpan took) => tripDuration.Record(took.TotalSeconds);
}
