using BoxBox.Orders;
using BoxBox.Protos.Panettiere;
using PizzaSize = BoxBox.Orders.PizzaSize;

namespace BoxBox.Maestro.Dough;

/// <summary>An order in the words of the Panettiere.</summary>
internal static class DoughRequests
{
    public static DoughRequest For(Order order) => new()
    {
        OrderId = order.OrderId.ToString(),
        Border = order.Border switch
        {
            Border.None => BorderKind.NoBorder,
            Border.CreamCheese => BorderKind.CreamCheese,
            Border.Cheddar => BorderKind.Cheddar,
            Border.Chocolate => BorderKind.Chocolate,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Border, "Not a border."),
        },
        Size = order.Size switch
        {
            PizzaSize.Small => Protos.Panettiere.PizzaSize.Small,
            PizzaSize.Medium => Protos.Panettiere.PizzaSize.Medium,
            PizzaSize.Large => Protos.Panettiere.PizzaSize.Large,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Size, "Not a size."),
        },
    };
}
