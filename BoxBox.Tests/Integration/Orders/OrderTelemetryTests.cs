using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BoxBox.Tests.Integration.Orders;

public sealed class OrderTelemetryTests : OverOrderStream
{
    [Fact(Timeout = 60_000)]
    public async Task Publishing_a_step_is_a_producer_span_by_the_conventions()
    {
        var order = Pizza.Order();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "BoxBox.Orders",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await _orders.Publisher.PublishAsync(order, "gateway", Stop);

        var span = spans.Single(span => Equals(span.GetTagItem("boxbox.order.id"), order.OrderId.ToString()));
        Assert.Equal(("publish orders.waiting_to_cook.{order_id}", ActivityKind.Producer), (span.DisplayName, span.Kind));
        Assert.Equal("nats", span.GetTagItem("messaging.system"));
        Assert.Equal("publish", span.GetTagItem("messaging.operation.name"));
        Assert.Equal("send", span.GetTagItem("messaging.operation.type"));
        Assert.Equal($"orders.waiting_to_cook.{order.OrderId}", span.GetTagItem("messaging.destination.name"));
        Assert.Equal("orders.waiting_to_cook.{order_id}", span.GetTagItem("messaging.destination.template"));
        Assert.Equal($"{order.OrderId}:pending", span.GetTagItem("messaging.message.id"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_lead_time_of_a_step_is_measured_once()
    {
        using var measurements = new Measurements(_orders.Meters);
        var order = Pizza.Order();
        var baked = order.Reach(OrderStatus.WaitingDelivery, Pizza.Noon.AddSeconds(12.5));

        await _orders.Publisher.PublishAsync(order, "gateway", Stop);
        await _orders.Publisher.PublishAsync(baked, "maestro", Stop);
        await _orders.Publisher.PublishAsync(baked, "maestro", Stop);

        Assert.Equal(["boxbox.order.lead_time=12.5 s {status=waiting_delivery}"], measurements.All.Where(measured => measured.StartsWith("boxbox.", StringComparison.Ordinal)));
    }
}
