namespace BoxBox.ServiceDefaults.Calls;

/// <summary>Rules for fields that the gRPC services have alike. Each names the field and the rule it breaks, or is null where the field is right.</summary>
public static class FieldRules
{
    internal const int LongestOrderId = 128;

    public static string? OrderIdFault(string orderId) =>
        string.IsNullOrWhiteSpace(orderId) ? "order_id: must not be empty."
        : orderId.Length > LongestOrderId ? $"order_id: must have at most {LongestOrderId} characters."
        : null;

    /// <summary>Proto3 lets every number through.</summary>
    public static string? EnumFault<T>(string field, T value) where T : struct, Enum =>
        Enum.IsDefined(value) ? null
        : $"{field}: {value:D} is not a {typeof(T).Name}; known are {string.Join(", ", Enum.GetValues<T>().Select(known => $"{known} {known:D}"))}.";
}
