namespace BoxBox.Orders;

/// <summary>The steps of an order, in their order; the last two are final. Which may follow which, says <see cref="OrderLifecycle"/>.</summary>
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

    /// <summary>An order begins as pending, takes every step in turn, and may fail at any of them. Null: nothing is known of it yet.</summary>
    public static bool MayFollow(OrderStatus? previous, OrderStatus next) => (previous, next) switch
    {
        (null, OrderStatus.Pending) => true,
        (null, _) => false,
        ({ } status, _) when IsFinal(status) => false,
        (_, OrderStatus.Failed) => true,
        _ => next == previous + 1,
    };
}
