using BoxBox.Orders;
using BoxBox.Protos.Fornaio;
using PizzaSize = BoxBox.Orders.PizzaSize;

namespace BoxBox.Maestro.Oven;

/// <summary>An order in the words of the Fornaio.</summary>
internal static class BakeRequests
{
    public static BakeRequest For(Order order) => new()
    {
        OrderId = order.OrderId.ToString(),
        Size = order.Size switch
        {
            PizzaSize.Small => Protos.Fornaio.PizzaSize.Small,
            PizzaSize.Medium => Protos.Fornaio.PizzaSize.Medium,
            PizzaSize.Large => Protos.Fornaio.PizzaSize.Large,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Size, "Not a size."),
        },
        Toppings = { order.Toppings },
    };
}
