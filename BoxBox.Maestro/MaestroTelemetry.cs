namespace BoxBox.Maestro;

internal sealed class MaestroTelemetry(IMeterFactory meters)
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Maestro";

    public static readonly ActivitySource Spans = new(Name);

    public Counter<long> Smokes { get; } = meters.Create(Name).CreateCounter<long>("maestro.smoke.count", "{smoke}", "Smokes that the Maestro took.");
    public Counter<long> Lunches { get; } = meters.Create(Name).CreateCounter<long>("maestro.lunch.count", "{lunch}", "Lunches that the Maestro took.");
    public Histogram<double> SmokeDuration { get; } = meters.Create(Name).CreateHistogram<double>("maestro.smoke.duration", "s", "How long a smoke lasted.");
    public Histogram<double> LunchDuration { get; } = meters.Create(Name).CreateHistogram<double>("maestro.lunch.duration", "s", "How long a lunch lasted.");

    /// <summary>A lunch belongs to no order: it has a trace of its own, linked to those of the orders that wait for its end, where they have one.</summary>
    public static Activity? StartLunch(IEnumerable<HeldOrder> waiting) => Spans.StartActivity(
        "lunch", ActivityKind.Internal, parentContext: default,
        links: [.. waiting.Where(order => order.Trace != default).Select(order => new ActivityLink(order.Trace))]);
}
