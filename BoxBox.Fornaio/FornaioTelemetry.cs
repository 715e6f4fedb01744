namespace BoxBox.Fornaio;

internal sealed class FornaioTelemetry(IMeterFactory meters)
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Fornaio";

    public static readonly ActivitySource Spans = new(Name);

    private readonly Counter<long> _bakes = meters.Create(Name).CreateCounter<long>(
        "fornaio.bake.count", "{pizza}", "Pizzas that were brought to the oven, by size and outcome.");

    private readonly Histogram<double> _bakeDuration = meters.Create(Name).CreateHistogram<double>(
        "fornaio.bake.duration", "s", "How long a pizza was in the oven, baked or burnt, by size and outcome.");

    /// <param name="outcome">Null: who asked went away or the service stopped, in line or with the pizza in the oven.</param>
    public void Ended(PizzaSize size, BakeOutcome? outcome, TimeSpan? took = null)
    {
        var tags = new TagList { { "size", WireName.Of(size) }, { "outcome", outcome is { } known ? WireName.Of(known) : "cancelled" } };
        _bakes.Add(1, tags);
        if (took is { TotalSeconds: var seconds })
            _bakeDuration.Record(seconds, tags);
    }
}
