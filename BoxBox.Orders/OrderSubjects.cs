namespace BoxBox.Orders;

/// <summary>The subjects of the stream: <c>orders.STEP.ORDER-ID</c>, a message each step of an order.</summary>
public static class OrderSubjects
{
    public const string All = "orders.>";

    private const string Prefix = "orders.";

    private static readonly OrderStatus[] Steps = Enum.GetValues<OrderStatus>();

    private static readonly string[] Templates = [.. Steps.Select(step => $"{Prefix}{StepOf(step)}.{{order_id}}")];

    /// <summary>Where a step of an order stands.</summary>
    public static string For(OrderStatus status, Guid orderId) => $"{Prefix}{StepOf(status)}.{orderId:D}";

    /// <summary>The same without the order's id, as few names as there are steps: for the names of spans.</summary>
    public static string TemplateFor(OrderStatus status) => Templates[(int)status];

    /// <summary>Every order that reached a step.</summary>
    public static string AllThatReached(OrderStatus status) => $"{Prefix}{StepOf(status)}.*";

    /// <summary>Reads what <see cref="For"/> writes.</summary>
    /// <returns>Whether the subject names a step of an order.</returns>
    public static bool TryParse(ReadOnlySpan<char> subject, out OrderStatus status, out Guid orderId)
    {
        (status, orderId) = (default, default);
        if (!subject.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        var rest = subject[Prefix.Length..];
        var dot = rest.IndexOf('.');
        return dot > 0 && TryParseStep(rest[..dot], out status) && Guid.TryParseExact(rest[(dot + 1)..], "D", out orderId);
    }

    private static bool TryParseStep(ReadOnlySpan<char> name, out OrderStatus status)
    {
        foreach (var step in Steps)
        {
            status = step;
            if (name.SequenceEqual(StepOf(step)))
                return true;
        }

        status = default;
        return false;
    }

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
