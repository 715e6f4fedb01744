using BoxBox.Protos.Panettiere;

namespace BoxBox.Panettiere.Dough;

/// <summary>What may be asked for, and what it gives.</summary>
internal static class DoughRules
{
    private const int LongestOrderId = 128;

    /// <summary>Which field breaks which rule, or null where the request is right.</summary>
    public static string? Fault(DoughRequest request) => request switch
    {
        { OrderId: var id } when string.IsNullOrWhiteSpace(id) => "order_id: must not be empty.",
        { OrderId.Length: > LongestOrderId } => $"order_id: must have at most {LongestOrderId} characters.",
        { Border: var border } when !Enum.IsDefined(border) => $"border: {(int)border} is not a BorderKind; known are {Known<BorderKind>()}.",
        { Size: var size } when !Enum.IsDefined(size) => $"size: {(int)size} is not a PizzaSize; known are {Known<PizzaSize>()}.",
        _ => null,
    };

    public static string Describe(DoughRequest request) =>
        request.Border is BorderKind.NoBorder
            ? $"{request.Size} dough without border"
            : $"{request.Size} dough with {request.Border} border";

    private static string Known<T>() where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(value => $"{value} {Convert.ToInt32(value, null)}"));
}
