using System.Text.Json;

namespace BoxBox.Orders.Work;

/// <summary>Reads the order in a delivery; what cannot be read is told with the reason.</summary>
internal static class OrderReader
{
    private const string Unknown = "unknown";

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

    /// <summary>The order's id as the subject tells it, for payloads that do not; read as the ledger reads it.</summary>
    public static Guid? IdFrom(string subject) => OrderSubjects.TryParse(subject, out _, out var id) ? id : null;

    /// <summary>Stands for an order that nobody can read, so that its end can be told.</summary>
    public static Order Unreadable(Guid orderId, IDelivery delivery, string fault, DateTimeOffset now) => new Order
    {
        OrderId = orderId,
        Size = PizzaSize.Small,
        Destination = Unknown,
        Username = Unknown,
        OrderedAt = delivery.StoredAt,
        Status = OrderStatus.Pending,
        UpdatedAt = delivery.StoredAt,
    }.Fail(fault, now);

    private static string? FaultOf(Order order, string subject) =>
        subject == OrderSubjects.For(order.Status, order.OrderId)
            ? null
            : $"order_id {order.OrderId} and status {WireName.Of(order.Status)} do not belong on the subject {subject}.";
}
