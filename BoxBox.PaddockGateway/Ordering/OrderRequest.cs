using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>A pizza to make. Fields that are not listed here are ignored; lengths count Unicode code points, as JSON Schema does.</summary>
/// <remarks>Describes the body for the API document; <see cref="OrderRequestReader"/> reads it.</remarks>
internal sealed record OrderRequest
{
    /// <summary>How large the pizza is, in any case.</summary>
    public required PizzaSize Size { get; init; }

    /// <summary>At most 20 toppings, each 1 to 64 characters and not blank.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Toppings { get; init; } = [];

    /// <summary>What the edge is filled with, in any case.</summary>
    [DefaultValue(Orders.Border.None)]
    public Border Border { get; init; }

    /// <summary>Where the pizza goes: 1 to 200 characters, not blank.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Destination { get; init; }

    /// <summary>Who ordered: 1 to 64 characters, not blank.</summary>
    [StringLength(64, MinimumLength = 1)]
    public required string Username { get; init; }
}
