using BoxBox.ServiceDefaults.Telemetry;

namespace BoxBox.Maestro;

internal static class MaestroTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Maestro";

    public static readonly ActivitySource Spans = new(Name);

    /// <summary>A span of an order's way, under the current one or the one given.</summary>
    public static Activity? Start(string name, Guid orderId, ActivityContext parent = default)
    {
        var span = Spans.StartActivity(name, ActivityKind.Internal, parent);
        span?.SetTag(OrderSpans.OrderId, orderId.ToString());
        return span;
    }

    /// <summary>A lunch belongs to no order: it has a trace of its own, linked to those of the orders that wait for its end.</summary>
    public static Activity? StartLunch(IEnumerable<HeldOrder> waiting) =>
        Spans.StartActivity("lunch", ActivityKind.Internal, parentContext: default, links: [.. Traces(waiting).Select(trace => new ActivityLink(trace))]);

    public static void Fail(Activity? span, string errorType, string description)
    {
        span?.SetTag("error.type", errorType);
        span?.SetStatus(ActivityStatusCode.Error, description);
    }

    // A message need not have brought a trace along.
    private static IEnumerable<ActivityContext> Traces(IEnumerable<HeldOrder> orders) => orders.Select(order => order.Trace).Where(trace => trace != default);
}
