namespace BoxBox.Orders;

/// <summary>The subjects of the stream: <c>orders.STEP.ORDER-ID</c>, a message each step of an order.</summary>
public static class OrderSubjects
{
    public const string All = "orders.>";
    private const string Prefix = "orders.";

    /// <summary>By status.</summary>
    private static readonly string[] Steps =
        [.. Enum.GetValues<OrderStatus>().Select(status => status is OrderStatus.Pending ? "waiting_to_cook" : WireName.Of(status))];

    private static readonly string[] Templates = [.. Steps.Select(step => $"{Prefix}{step}.{{order_id}}")];

    /// <summary>Where a step of an order stands.</summary>
    public static string For(OrderStatus status, Guid orderId) => $"{Prefix}{Steps[(int)status]}.{orderId:D}";

    /// <summary>The same without the order's id, as few names as there are steps: for the names of spans.</summary>
    public static string TemplateFor(OrderStatus status) => Templates[(int)status];

    /// <summary>Every order that reached a step.</summary>
    public static string AllThatReached(OrderStatus status) => $"{Prefix}{Steps[(int)status]}.*";

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
        for (status = default; (int)status < Steps.Length; status++)
        {
            if (name.SequenceEqual(Steps[(int)status]))
                return true;
        }

        return false;
    }
}
