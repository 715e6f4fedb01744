using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>What the tests of the observed system do again and again.</summary>
internal static class Observing
{
    public const OrderStatus LastStep = OrderStatus.Completed;

    /// <summary>Orders, and follows the order to its end.</summary>
    public static async Task<Guid> OrderToTheEndAsync(this ObservedBoxBox boxBox, CancellationToken cancellationToken)
    {
        var orderId = await boxBox.Customer.OrderAsync("small", cancellationToken);
        await boxBox.Customer.StepsUntilAsync(orderId, LastStep, cancellationToken);
        return orderId;
    }

    /// <summary>An order that nobody had to wait for: the Panettieri sleep when they like, and then it is not this one.</summary>
    public static async Task<(Guid OrderId, OrderTrace Trace)> PlainOrderAsync(this ObservedBoxBox boxBox, CancellationToken cancellationToken)
    {
        while (true)
        {
            var orderId = await boxBox.OrderToTheEndAsync(cancellationToken);
            var trace = await boxBox.TraceAsync(orderId, cancellationToken);
            if (trace.Spans.All(span => span.Data.Status?.Code is not OpenTelemetry.Proto.Status.Types.StatusCode.Error && !span.Name.StartsWith("wait", StringComparison.Ordinal)))
            {
                return (orderId, trace);
            }
        }
    }

    /// <summary>The trace of an order that has reached its end, once all of it has come.</summary>
    public static Task<OrderTrace> TraceAsync(this ObservedBoxBox boxBox, Guid orderId, CancellationToken cancellationToken) =>
        boxBox.Telemetry.UntilAsync($"the whole trace of order {orderId}", () => OrderTrace.Of(orderId, boxBox.Telemetry.Spans) is { } trace && IsWhole(trace) ? trace : null, cancellationToken);

    // What has no children may be the last to come: a request's server, and the work there.
    private static bool IsWhole(OrderTrace trace) =>
        trace.Has($"publish {OrderSubjects.TemplateFor(LastStep)}") && trace.Has("smoke") && trace.Has("make dough") && trace.Has("bake")
        && trace.Calls.All(call => call["error.type"] is not null || trace.Spans.Any(span => span.Parent == call.Id))
        && !trace.Orphans.Any();
}
