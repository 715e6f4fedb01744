namespace BoxBox.Orders.Stream;

/// <summary>
/// The <c>Nats-Msg-Id</c> of a step, by which JetStream stores it once: <c>ORDER-ID:STATUS</c>. An order ends once: its two ends share
/// <c>ORDER-ID:end</c>, so that whoever is slow to say the other is told that an end stands already.
/// </summary>
public static class OrderMessageId
{
    public static string Of(Order order) => $"{order.OrderId:D}:{(OrderLifecycle.IsFinal(order.Status) ? "end" : WireName.Of(order.Status))}";
}
