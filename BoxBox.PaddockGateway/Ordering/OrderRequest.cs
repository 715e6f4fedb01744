using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>
/// A pizza to make. Fields that are not listed here are ignored. Lengths count Unicode code points; texts have no control characters, and at least one
/// character that shows.
/// </summary>
internal sealed record OrderRequest
{
    /// <summary>How large the pizza is, in any case.</summary>
    public required PizzaSize Size { get; init; }

    /// <summary>What goes on it.</summary>
    [MaxLength(OrderLimits.MostToppings)]
    public IReadOnlyList<string> Toppings { get; init; } = [];

    /// <summary>What the edge is filled with, in any case.</summary>
    [DefaultValue(Orders.Border.None)]
    public Border Border { get; init; }

    /// <summary>Where the pizza goes.</summary>
    [StringLength(OrderLimits.LongestDestination, MinimumLength = 1)]
    public required string Destination { get; init; }

    /// <summary>Who ordered.</summary>
    [StringLength(OrderLimits.LongestUsername, MinimumLength = 1)]
    public required string Username { get; init; }

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
