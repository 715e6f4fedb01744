using System.Globalization;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

internal static class Attributes
{
    /// <summary>The attribute's value as text; null where there is none.</summary>
    public static string? Find(this IEnumerable<KeyValue> attributes, string key) =>
        attributes.SingleOrDefault(attribute => attribute.Key == key)?.Value is { } value ? TextOf(value) : null;

    private static string TextOf(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        _ => value.ToString(),
    };
}
