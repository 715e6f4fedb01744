using System.Text.Json;
using System.Text.Json.Serialization;

namespace BoxBox.Orders;

/// <summary>Reads and writes an enum by its <see cref="WireName"/>. The framework's converter would also take numbers and lists ("small,large").</summary>
public sealed class WireNameConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
{
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && WireName.TryParse<TEnum>(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"Must be one of {string.Join(", ", WireName.All<TEnum>())}.");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireName.Of(value));
}
