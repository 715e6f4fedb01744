using System.Runtime.InteropServices;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>The JSON form of the ledger: snake_case, one line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(LedgerTotals))]
[JsonSerializable(typeof(LedgerSnapshot))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>JSON that stands as it is in other JSON.</summary>
internal sealed class RawJsonConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return JsonMarshal.GetRawUtf8Value(value.RootElement).ToArray();
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => writer.WriteRawValue(value.Span, skipInputValidation: true);
}
