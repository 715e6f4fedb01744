using System.Text.Json.Serialization;
using BoxBox.Orders;

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
}
