using BoxBox.ServiceDefaults.Telemetry;

namespace BoxBox.Fattorino;

internal static class FattorinoTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Fattorino";

    public static readonly ActivitySource Spans = new(Name);

    /// <summary>The span of a trip: in a trace of its own, as it belongs to several orders, and linked to the trace of each.</summary>
    public static Activity? StartTrip(IReadOnlyList<HeldOrder> aboard)
    {
        var trip = Spans.StartActivity("trip", ActivityKind.Internal, default(ActivityContext), links: aboard.Select(order => new ActivityLink(order.Trace)));
        return trip?.SetTag("fattorino.trip.pizzas", aboard.Count);
    }

    /// <summary>What an order's own trace shows of the trip, with a link to it.</summary>
    public static Activity? StartRide(HeldOrder order, Activity? trip)
    {
        var ride = Spans.StartActivity("ride", ActivityKind.Internal, order.Trace, links: trip is null ? null : [new ActivityLink(trip.Context)]);
        return ride?.SetTag(OrderSpans.OrderId, order.Order.OrderId.ToString());
    }
}
