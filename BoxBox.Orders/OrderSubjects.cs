namespace BoxBox.Orders;

/// <summary>The subjects of the stream: <c>orders.STEP.ORDER-ID</c>, a message each step of an order.</summary>
public static class OrderSubjects
{
    public const string All = "orders.>";

    /// <summary>Where a step of an order stands.</summary>
    public static string For(OrderStatus status, Guid orderId) => $"orders.{StepOf(status)}.{orderId:D}";

    /// <summary>The same without the order's id, as few names as there are steps: for the names of spans.</summary>
    public static string TemplateFor(OrderStatus status) => $"orders.{StepOf(status)}.{{order_id}}";

    /// <summary>Every order that reached a step.</summary>
    public static string AllThatReached(OrderStatus status) => $"orders.{StepOf(status)}.*";

    private static string StepOf(OrderStatus status) => status switch
    {
        OrderStatus.Pending => "waiting_to_cook",
        OrderStatus.InProgress => "in_progress",
        OrderStatus.WaitingDelivery => "waiting_delivery",
        OrderStatus.OutForDelivery => "out_for_delivery",
        OrderStatus.Completed => "completed",
        OrderStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of an order."),
    };
}
