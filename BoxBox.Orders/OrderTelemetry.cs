namespace BoxBox.Orders;

/// <summary>What every service says about the way of an order in traces and metrics: whoever reaches a step, once it is stored.</summary>
internal sealed class OrderTelemetry(IMeterFactory meters)
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Orders";

    public static readonly ActivitySource Spans = new(Name);

    private readonly Histogram<double> _leadTime = meters.Create(Name).CreateHistogram<double>(
        "boxbox.order.lead_time", "s", "From the order being placed to a step being reached, by status.");

    /// <summary>Machine work, of milliseconds. The name is that of OpenTelemetry's conventions for messaging.</summary>
    private readonly Histogram<double> _publishDuration = meters.Create(Name).CreateHistogram(
        "messaging.client.operation.duration", "s", "How long it took until the stream had confirmed a step, or had not.",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

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
