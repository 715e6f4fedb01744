using System.Diagnostics.CodeAnalysis;

namespace BoxBox.Orders;

/// <summary>An order as it stands after one of its steps: the payload of every message in the stream, and of every SSE event.</summary>
public sealed record Order
{
    public required Guid OrderId { get; init; }
    public required PizzaSize Size { get; init; }

    /// <summary>None where the JSON has no such field.</summary>
    [AllowNull]
    public IReadOnlyList<string> Toppings { get; init => field = value ?? []; } = [];

    public Border Border { get; init; }
    public required string Destination { get; init; }
    public required string Username { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required OrderStatus Status { get; init; }

    /// <summary>When the order reached <see cref="Status"/>.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why the order failed; only where <see cref="Status"/> is <see cref="OrderStatus.Failed"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Whether both order the same thing; when, and how far each has come, does not count.</summary>
    public bool AsksForTheSameAs(Order other) =>
        Size == other.Size && Border == other.Border && Destination == other.Destination && Username == other.Username
        && Toppings.SequenceEqual(other.Toppings);

    /// <summary>The same order, one step further.</summary>
    public Order Reach(OrderStatus status, DateTimeOffset at) => this with { Status = status, UpdatedAt = at };

    /// <summary>The same order, given up.</summary>
    public Order Fail(string reason, DateTimeOffset at) => this with { Status = OrderStatus.Failed, UpdatedAt = at, Reason = reason };
}

/// <summary>How large the pizza is.</summary>
[JsonConverter(typeof(WireNameConverter<PizzaSize>))]
public enum PizzaSize
{
    Small,
    Medium,
    Large,
}

/// <summary>What the edge of the pizza is filled with.</summary>
[JsonConverter(typeof(WireNameConverter<Border>))]
public enum Border
{
    None,
    CreamCheese,
    Cheddar,
    Chocolate,
}

/// <summary>How much text an order has at most, wherever it is checked. Lengths count Unicode code points.</summary>
public static class OrderLimits
{
    public const int MostToppings = 20;
    public const int LongestTopping = 64;
    public const int LongestDestination = 200;
    public const int LongestUsername = 64;
}
