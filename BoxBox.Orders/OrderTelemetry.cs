using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace BoxBox.Orders;

/// <summary>What every service says about an order in traces, metrics and logs.</summary>
public static class OrderTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "BoxBox.Orders";

    /// <summary>The order's id, on every span and log scope that belongs to one order.</summary>
    public const string OrderIdKey = "boxbox.order.id";

#pragma warning disable CA1727 // The name is an attribute in the form of the semantic conventions.
    private static readonly Func<ILogger, Guid, IDisposable?> OfOrder = LoggerMessage.DefineScope<Guid>($"{OrderIdKey}:{{{OrderIdKey}}}");
#pragma warning restore CA1727

    internal static readonly ActivitySource Source = new(Name);

    /// <summary>Every log line within belongs to the order.</summary>
    public static IDisposable? Scope(ILogger logger, Guid orderId) => OfOrder(logger, orderId);

    /// <summary>Machine work, of milliseconds. The name is that of OpenTelemetry's conventions for messaging.</summary>
    internal static Histogram<double> CreateOperationDuration(IMeterFactory meters) => meters.Create(Name).CreateHistogram(
        "messaging.client.operation.duration", "s", "How long it took until the stream had confirmed a step, or had not.",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    internal static Histogram<double> CreateLeadTime(IMeterFactory meters) => meters.Create(Name).CreateHistogram<double>(
        "boxbox.order.lead_time", "s", "From the order being placed to a step being reached, by status.");
}
