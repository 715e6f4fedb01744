using BoxBox.Protos.Panettiere;
using BoxBox.ServiceDefaults.Calls;

namespace BoxBox.Panettiere.Dough;

/// <summary>What may be asked for, and what it gives.</summary>
internal static class DoughRules
{
    /// <summary>Which field breaks which rule, or null where the request is right.</summary>
    public static string? Fault(DoughRequest request) =>
        FieldRules.OrderIdFault(request.OrderId)
        ?? FieldRules.EnumFault("border", request.Border)
        ?? FieldRules.EnumFault("size", request.Size);

    public static string Describe(DoughRequest request) =>
        request.Border is BorderKind.NoBorder
            ? $"{request.Size} dough without border"
            : $"{request.Size} dough with {request.Border} border";
}
