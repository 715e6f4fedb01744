namespace BoxBox.Fattorino;

internal sealed class FattorinoTelemetry(IMeterFactory meters)
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Fattorino";

    public static readonly ActivitySource Spans = new(Name);

    private readonly Counter<long> _trips = meters.Create(Name).CreateCounter<long>(
        "fattorino.trip.count", "{trip}", "Trips that the Fattorino set out on, by whether he got lost.");

    public Histogram<double> TripDuration { get; } = meters.Create(Name).CreateHistogram<double>("fattorino.trip.duration", "s", "How long a trip lasted.");

    public void SetOut(bool lost) => _trips.Add(1, new KeyValuePair<string, object?>("lost", lost));

    /// <summary>The span of a trip: in a trace of its own, as it belongs to several orders, and linked to the trace of each.</summary>
    public static Activity? StartTrip(IReadOnlyList<HeldOrder> aboard) => Spans
        .StartActivity("trip", ActivityKind.Internal, default(ActivityContext), links: aboard.Select(order => new ActivityLink(order.Trace)))
        ?.SetTag("fattorino.trip.pizzas", aboard.Count);

    /// <summary>What an order's own trace shows of the trip, with a link to it.</summary>
    public static Activity? StartRide(HeldOrder order, Activity? trip)
    {
        var ride = Spans.StartFor("ride", $"{order.Order.OrderId}", order.Trace);
        return trip is null ? ride : ride?.AddLink(new ActivityLink(trip.Context));
    }
}
