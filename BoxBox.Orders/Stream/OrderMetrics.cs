using System.Diagnostics.Metrics;

namespace BoxBox.Orders.Stream;

/// <summary>Measures the way of an order: recorded by whoever reaches a step, once it is stored.</summary>
internal sealed class OrderMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _leadTime = OrderTelemetry.CreateLeadTime(meters);

    /// <summary>Being placed is where the time starts: <see cref="OrderStatus.Pending"/> has no lead time.</summary>
    public void Reached(Order order)
    {
        if (order.Status != OrderStatus.Pending)
            _leadTime.Record((order.UpdatedAt - order.OrderedAt).TotalSeconds, new KeyValuePair<string, object?>("status", WireName.Of(order.Status)));
    }
}
