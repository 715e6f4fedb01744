namespace BoxBox.Orders.Work;

/// <summary>Reads the order in a delivery; what cannot be read is told with the reason.</summary>
internal static class OrderReader
{
    /// <returns>The order, or why it cannot be read.</returns>
    public static (Order? Order, string? Fault) Read(IDelivery delivery)
    {
        try
        {
            var order = OrderJson.Deserialize(delivery.Payload.Span);
            return FaultOf(order, delivery.Subject) is { } fault ? (null, fault) : (order, null);
        }
        catch (JsonException e)
        {
            return (null, $"The payload is not the JSON of an order, at {e.Path ?? "its start"}: {e.Message}");
        }
    }

    private static string? FaultOf(Order order, string subject) =>
        subject == OrderSubjects.For(order.Status, order.OrderId)
            ? null
            : $"order_id {order.OrderId} and status {WireName.Of(order.Status)} do not belong on the subject {subject}.";
}
