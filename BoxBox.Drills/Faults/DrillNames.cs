using BoxBox.Orders;

namespace BoxBox.Drills.Faults;

/// <summary>How points and kinds of faults are spelled: <c>before-publish</c>.</summary>
internal static class DrillNames
{
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => WireName.Of(value).Replace('_', '-');

    public static bool TryParse<TEnum>(string? name, out TEnum value) where TEnum : struct, Enum =>
        WireName.TryParse(name?.Replace('-', '_'), out value);

    public static string All<TEnum>() where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(Of));
}
