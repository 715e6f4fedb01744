using System.Text.Json;
using System.Text.Json.Serialization;

namespace BoxBox.Orders.Crew;

/// <summary>The JSON form of a report, in the messages and in the API: snake_case, instants in UTC; what there is nothing to say of is left out.</summary>
public static class CrewJson
{
    public static byte[] Serialize(CrewReport report) => JsonSerializer.SerializeToUtf8Bytes(report, CrewJsonContext.Default.CrewReport);

    /// <exception cref="JsonException">The payload is no report.</exception>
    public static CrewReport Deserialize(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, CrewJsonContext.Default.CrewReport) ?? throw new JsonException("The payload is JSON null, not a report.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(CrewReport))]
[JsonSerializable(typeof(CrewEvent))]
internal sealed partial class CrewJsonContext : JsonSerializerContext;
