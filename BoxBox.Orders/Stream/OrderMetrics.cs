using System.Diagnostics.Metrics;

namespace BoxBox.Orders.Stream;

/// <summary>Measures the way of an order: recorded by whoever reaches a step, once it is stored.</summary>
internal sealed class OrderMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _leadTime = OrderTelemetry.CreateLeadTime(meters);
    private readonly Histogram<double> _publishDuration = OrderTelemetry.CreateOperationDuration(meters);

    /// <summary>How long the stream took to confirm a step, or to refuse it.</summary>
    public void Published(OrderStatus step, TimeSpan took, Exception? error)
    {
        var tags = new TagList
        {
            { "messaging.system", "nats" },
            { "messaging.operation.name", "publish" },
            { "messaging.operation.type", "send" },
            { "messaging.destination.template", OrderSubjects.TemplateFor(step) },
        };
        if (error is not null)
            tags.Add("error.type", error.GetType().FullName);
        _publishDuration.Record(took.TotalSeconds, tags);
    }

    /// <summary>Being placed is where the time starts: <see cref="OrderStatus.Pending"/> has no lead time.</summary>
    public void Reached(Order order)
    {
        // Less than nothing where a clock was set back meanwhile, or two machines' clocks differ.
        if (order.Status != OrderStatus.Pending)
            _leadTime.Record(Math.Max(0, (order.UpdatedAt - order.OrderedAt).TotalSeconds), new KeyValuePair<string, object?>("status", WireName.Of(order.Status)));
    }
}
