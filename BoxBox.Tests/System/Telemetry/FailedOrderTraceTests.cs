using System.Globalization;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;
using StatusCode = OpenTelemetry.Proto.Status.Types.StatusCode;

namespace BoxBox.Tests.System.Telemetry;

[Collection(nameof(TheObservedSystem))]
public sealed class FailedOrderTraceTests(ObservedBoxBox boxBox)
{
    private const string Process = "process orders.waiting_to_cook.{order_id}";
    private const string Failed = "publish orders.failed.{order_id}";
    private const string Bake = "fornaio.v1.FornaioService/Bake";

    /// <summary>More often for an order that more than one Maestro had in his hands: each counts for himself.</summary>
    private const int FailuresUntilGivenUp = 10;

    [Fact(Timeout = 300_000)]
    public async Task An_order_that_fails_again_and_again_shows_each_failure_up_to_its_end_in_one_trace()
    {
        using var patience = Patience.ATest();

        await boxBox.DrillAsync("fornaio", new { fault = "throw", at = "oven", times = 1000 }, patience.Token);
        var orderId = await boxBox.Customer.OrderAsync("small", patience.Token);
        var steps = await boxBox.Customer.StepsUntilAsync(orderId, OrderStatus.Failed, patience.Token);
        await boxBox.EndDrillAsync("fornaio", patience.Token);
        var trace = await boxBox.Telemetry.UntilAsync(
            $"the whole trace of the failed order {orderId}",
            () => OrderTrace.Of(orderId, boxBox.Telemetry.Spans) is { } seen && IsWhole(seen) ? seen : null,
            patience.Token,
            () => $"{OrderTrace.Of(orderId, boxBox.Telemetry.Spans)}");

        trace.AssertSound(orderId);
        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.Failed], steps.Select(step => step.Status));
        var deliveries = trace.All(Process);
        Assert.Equal(1, DeliveryOf(deliveries[0]));
        Assert.Equal(deliveries.Select(DeliveryOf).Distinct().Order(), deliveries.Select(DeliveryOf));
        Assert.All(deliveries, span => Assert.Equal(StatusCode.Error, span.Data.Status?.Code));
        Assert.All(deliveries, span => Assert.NotNull(span["error.type"]));
        Assert.Equal(deliveries[^1], trace.ParentOf(trace.One(Failed)));
        Assert.All(ServersOf(trace), span => Assert.Equal(("UNKNOWN", StatusCode.Error), (span["rpc.response.status_code"], span.Data.Status?.Code)));
    }

    /// <summary>The delivery that ended it has come, those before it that made it fail, and what belongs to them on the other side. A delivery that was lost on its way to a Maestro on a busy machine has no span.</summary>
    private static bool IsWhole(OrderTrace trace) =>
        trace.Spans.SingleOrDefault(span => span.Name == Failed) is { } end && trace.ParentOf(end) is not null
        && trace.All(Process).Count >= FailuresUntilGivenUp && ServersOf(trace).Count() >= FailuresUntilGivenUp
        && trace.Calls.All(call => call["rpc.response.status_code"] is "UNAVAILABLE" || trace.Spans.Any(span => span.Parent == call.Id))
        && !trace.Orphans.Any();

    private static int DeliveryOf(CollectedSpan span) => int.Parse(span["messaging.nats.delivery_count"]!, CultureInfo.InvariantCulture);

    private static IEnumerable<CollectedSpan> ServersOf(OrderTrace trace) =>
        trace.All(Bake).Where(span => span.Service == "fornaio");
}
