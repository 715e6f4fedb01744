using System.Diagnostics;

namespace BoxBox.Panettiere;

/// <summary>The names under which the Panettiere is seen from outside.</summary>
internal static class PanettiereTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Panettiere";

    /// <summary>Attribute of every span and log line of an order.</summary>
    public const string OrderId = "boxbox.order.id";

    private static readonly ActivitySource Source = new(Name);
#pragma warning disable CA1727 // The name is an attribute in the form of the semantic conventions.
    private static readonly Func<ILogger, string, IDisposable?> OfOrder = LoggerMessage.DefineScope<string>($"{OrderId}:{{{OrderId}}}");
#pragma warning restore CA1727

    public static Activity? Start(string name, string? orderId = null)
    {
        var span = Source.StartActivity(name);
        if (orderId is not null)
            span?.SetTag(OrderId, orderId);
        return span;
    }

    public static IDisposable? Scope(ILogger logger, string orderId) => OfOrder(logger, orderId);
}
