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

    public static Activity? Start(string name, string? orderId = null)
    {
        var span = Source.StartActivity(name);
        if (orderId is not null)
            span?.SetTag(OrderId, orderId);
        return span;
    }

    public static KeyValuePair<string, object?>[] Scope(string orderId) => [new(OrderId, orderId)];
}
