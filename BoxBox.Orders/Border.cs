using System.Text.Json.Serialization;

namespace BoxBox.Orders;

/// <summary>What the edge of the pizza is filled with.</summary>
[JsonConverter(typeof(WireNameConverter<Border>))]
public enum Border
{
    None,
    CreamCheese,
    Cheddar,
    Chocolate,
}
