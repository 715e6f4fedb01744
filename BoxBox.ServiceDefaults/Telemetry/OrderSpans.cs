using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Spans and log scopes that belong to an order.</summary>
public static class OrderSpans
{
    /// <summary>Attribute of every span and log line of an order.</summary>
    public const string OrderId = "boxbox.order.id";

#pragma warning disable CA1727 // The name is an attribute in the form of the semantic conventions.
    private static readonly Func<ILogger, string, IDisposable?> OfOrder = LoggerMessage.DefineScope<string>($"{OrderId}:{{{OrderId}}}");
#pragma warning restore CA1727

    public static Activity? StartFor(this ActivitySource spans, string name, string orderId)
    {
        var span = spans.StartActivity(name);
        span?.SetTag(OrderId, orderId);
        return span;
    }

    public static IDisposable? ScopeOf(this ILogger logger, string orderId) => OfOrder(logger, orderId);
}
