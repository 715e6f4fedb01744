namespace BoxBox.Orders;

/// <summary>How much text an order has at most, wherever it is checked. Lengths count Unicode code points.</summary>
public static class OrderLimits
{
    public const int MostToppings = 20;
    public const int LongestTopping = 64;
    public const int LongestDestination = 200;
    public const int LongestUsername = 64;
}
