namespace BoxBox.Orders.Stream;

/// <summary>The <c>Nats-Msg-Id</c> of a step: the same step always has the same id, so JetStream stores it once.</summary>
public static class OrderMessageId
{
    public static string Of(Order order) => $"{order.OrderId:D}:{WireName.Of(order.Status)}";
}
