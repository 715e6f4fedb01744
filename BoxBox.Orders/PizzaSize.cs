using System.Text.Json.Serialization;

namespace BoxBox.Orders;

/// <summary>How large the pizza is.</summary>
[JsonConverter(typeof(WireNameConverter<PizzaSize>))]
public enum PizzaSize
{
    Small,
    Medium,
    Large,
}
