using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>What a client asked for, once it passed every rule.</summary>
internal sealed record OrderDraft(PizzaSize Size, IReadOnlyList<string> Toppings, Border Border, string Destination, string Username)
{
    public Order Place(Guid orderId, DateTimeOffset now) => new()
    {
        OrderId = orderId,
        Size = Size,
        Toppings = Toppings,
        Border = Border,
        Destination = Destination,
        Username = Username,
        OrderedAt = now,
        Status = OrderStatus.Pending,
        UpdatedAt = now,
    };
}
