namespace BoxBox.Panettiere;

internal static class PanettiereTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Panettiere";

    public static readonly ActivitySource Spans = new(Name);

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
