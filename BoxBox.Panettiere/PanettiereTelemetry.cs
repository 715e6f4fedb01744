namespace BoxBox.Panettiere;

internal sealed class PanettiereTelemetry(IMeterFactory meters)
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Panettiere";

    public static readonly ActivitySource Spans = new(Name);

    public Counter<long> Doughs { get; } = meters.Create(Name).CreateCounter<long>("panettiere.dough.count", "{dough}", "Doughs made.");
    public Counter<long> Sleeps { get; } = meters.Create(Name).CreateCounter<long>("panettiere.sleep.count", "{sleep}", "Times the Panettiere fell asleep.");
    public Histogram<double> DoughDuration { get; } = meters.Create(Name).CreateHistogram<double>("panettiere.dough.duration", "s", "How long a dough took.");
    public Histogram<double> SleepDuration { get; } = meters.Create(Name).CreateHistogram<double>("panettiere.sleep.duration", "s", "How long a sleep lasted.");

    /// <summary>A sleep belongs to no order. It may begin within the call of one, whose span is not its parent, and stays the current one there.</summary>
    public static Activity? StartSleep()
    {
        var caller = Activity.Current;
        Activity.Current = null;
        var sleep = Spans.StartActivity("sleep");
        Activity.Current = caller;
        return sleep;
    }
}
