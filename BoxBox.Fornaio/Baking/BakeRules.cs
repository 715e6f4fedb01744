using BoxBox.Orders;
using BoxBox.ServiceDefaults.Calls;

namespace BoxBox.Fornaio.Baking;

/// <summary>What may be baked, and what it gives. Toppings have the limits that an order has.</summary>
internal static class BakeRules
{
    /// <summary>Which field breaks which rule, or null where the request is right.</summary>
    public static string? Fault(BakeRequest request) =>
        FieldRules.OrderIdFault(request.OrderId)
        ?? FieldRules.EnumFault("size", request.Size)
        ?? (request.Toppings.Count > OrderLimits.MostToppings ? $"toppings: must be at most {OrderLimits.MostToppings}; they are {request.Toppings.Count}." : null)
        ?? request.Toppings.Select(ToppingFault).FirstOrDefault(fault => fault is not null);

    public static string Describe(BakeRequest request) =>
        request.Toppings.Count == 0
            ? $"{request.Size} pizza without toppings"
            : $"{request.Size} pizza with {string.Join(", ", request.Toppings)}";

    private static string? ToppingFault(string topping, int index) =>
        string.IsNullOrWhiteSpace(topping) ? $"toppings[{index}]: must not be blank."
        : topping.EnumerateRunes().Count() > OrderLimits.LongestTopping ? $"toppings[{index}]: must have at most {OrderLimits.LongestTopping} characters."
        : null;
}
