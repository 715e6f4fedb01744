namespace BoxBox.Orders;

/// <summary>The steps of an order, in their order; <see cref="Completed"/> and <see cref="Failed"/> are final. Which may follow which, says <see cref="OrderLifecycle"/>.</summary>
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

public static class OrderLifecycle
{
    public static bool IsFinal(OrderStatus status) => status is OrderStatus.Completed or OrderStatus.Failed;

    /// <summary>An order begins with <see cref="OrderStatus.Pending"/>, takes every step in turn, and may fail at any of them. Null: nothing is known of it yet.</summary>
    public static bool MayFollow(OrderStatus? previous, OrderStatus next) => (previous, next) switch
    {
        (null, OrderStatus.Pending) => true,
        (null, _) => false,
        ({ } status, _) when IsFinal(status) => false,
        (_, OrderStatus.Failed) => true,
        _ => next == previous + 1,
    };
}
