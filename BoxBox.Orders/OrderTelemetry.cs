using System.Diagnostics.Metrics;

namespace BoxBox.Orders;

/// <summary>What every service says about an order in traces and metrics.</summary>
public static class OrderTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "BoxBox.Orders";

    internal static readonly ActivitySource Source = new(Name);

    /// <summary>Machine work, of milliseconds. The name is that of OpenTelemetry's conventions for messaging.</summary>
    internal static Histogram<double> CreateOperationDuration(IMeterFactory meters) => meters.Create(Name).CreateHistogram(
        "messaging.client.operation.duration", "s", "How long it took until the stream had confirmed a step, or had not.",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    internal static Histogram<double> CreateLeadTime(IMeterFactory meters) => meters.Create(Name).CreateHistogram<double>(
        "boxbox.order.lead_time", "s", "From the order being placed to a step being reached, by status.");
}
