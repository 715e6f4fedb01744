using System.Diagnostics.Metrics;

namespace BoxBox.Fornaio;

internal sealed class FornaioMetrics
{
    private readonly Counter<long> bakes;
    private readonly Histogram<double> bakeDuration;

    public FornaioMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(FornaioTelemetry.Name);
        bakes = meter.CreateCounter<long>("fornaio.bake.count", "{pizza}", "Pizzas that were brought to the oven, by size and outcome.");
        bakeDuration = meter.CreateHistogram<double>("fornaio.bake.duration", "s", "How long a pizza was in the oven, baked or burnt, by size and outcome.");
    }

    public void Baked(PizzaSize size, TimeSpan took) => Ended(size, "baked", took);

    public void Burnt(PizzaSize size, TimeSpan took) => Ended(size, "burnt", took);

    /// <summary>Who asked went away, or the service stopped: in line or with the pizza in the oven.</summary>
    public void Cancelled(PizzaSize size) => bakes.Add(1, Size(size), Outcome("cancelled"));

    public void SentAway(PizzaSize size) => bakes.Add(1, Size(size), Outcome("sent_away"));

    private static KeyValuePair<string, object?> Size(PizzaSize size) => new("size", size switch
    {
        PizzaSize.Small => "small",
        PizzaSize.Medium => "medium",
        _ => "large",
    });

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    private void Ended(PizzaSize size, string outcome, TimeSpan took)
    {
        bakes.Add(1, Size(size), Outcome(outcome));
        bakeDuration.Record(took.TotalSeconds, Size(size), Outcome(outcome));
    }
}
