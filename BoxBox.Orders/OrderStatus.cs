namespace BoxBox.Orders;

/// <summary>The steps of an order, in their order; <see cref="Completed"/> and <see cref="Failed"/> are final. Which may follow which: <see cref="OrderLifecycle"/>.</summary>
[JsonConverter(typeof(WireNameConverter<OrderStatus>))]
public enum OrderStatus
{
    Pending,
    InProgress,
    WaitingDelivery,
    OutForDelivery,
    Completed,
    Failed,
}
