namespace BoxBox.PaddockGateway.Ordering;

/// <summary>An order as it stands, and how it came there.</summary>
internal sealed record OrderDetails
{
    public required Guid OrderId { get; init; }

    public required PizzaSize Size { get; init; }

    public required IReadOnlyList<string> Toppings { get; init; }

    public required Border Border { get; init; }

    public required string Destination { get; init; }

    public required string Username { get; init; }

    /// <summary>When the order was placed, in UTC.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    public required OrderStatus Status { get; init; }

    /// <summary>When the order reached its status, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why the order failed; absent for every other status.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The trace of the order, from its being placed to its end (W3C, 32 hexadecimal digits); absent where its messages have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>The steps of the order, oldest first.</summary>
    public required IReadOnlyList<OrderStep> History { get; init; }

    public static OrderDetails Of(Order order, string? traceId, IReadOnlyList<OrderStep> history) => new()
    {
        OrderId = order.OrderId,
        Size = order.Size,
        Toppings = order.Toppings,
        Border = order.Border,
        Destination = order.Destination,
        Username = order.Username,
        OrderedAt = order.OrderedAt,
        Status = order.Status,
        UpdatedAt = order.UpdatedAt,
        Reason = order.Reason,
        TraceId = traceId,
        History = history,
    };

    /// <summary>Of what the stream has of an order; null where that is nothing that can be read.</summary>
    public static OrderDetails? Of(IReadOnlyList<StoredStep> stored)
    {
        StoredStep[] steps = [.. stored.Where(step => step.Order is not null)];
        return steps.LastOrDefault()?.Order is { } newest
            ? Of(newest, steps.Select(step => step.TraceId).FirstOrDefault(traceId => traceId is not null), [.. steps.Select(OrderStep.Of)])
            : null;
    }
}

/// <summary>A step of an order.</summary>
/// <param name="Status">The status that the order reached.</param>
/// <param name="At">When it did, in UTC.</param>
/// <param name="By">The service that took the step; empty where the stream does not say.</param>
internal readonly record struct OrderStep(OrderStatus Status, DateTimeOffset At, string By)
{
    /// <param name="stored">A step whose order can be read.</param>
    public static OrderStep Of(StoredStep stored) => new(stored.Order!.Status, stored.Order.UpdatedAt, stored.By);
}

/// <summary>The orders as of one message of the stream; what comes after it is in the event stream.</summary>
/// <param name="AsOfSequence">The last message that counts: `/v1/order/sse?last_event_id=` it goes on from here, without gap or repeat.</param>
/// <param name="Orders">The open orders, the newest first; then those that ended lately, the last to end first.</param>
internal sealed record OrdersNow(ulong AsOfSequence, IReadOnlyList<OrderDetails> Orders);
