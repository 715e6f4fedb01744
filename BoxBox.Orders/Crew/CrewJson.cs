using System.Text.Encodings.Web;

namespace BoxBox.Orders.Crew;

/// <summary>The JSON form of a report, in the messages and in the API: snake_case, instants in UTC; what there is nothing to say of is left out.</summary>
public static class CrewJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcInstantConverter() },
    };

    public static byte[] Serialize(CrewReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <exception cref="JsonException">The payload is no report.</exception>
    public static CrewReport Deserialize(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<CrewReport>(payload, Options) ?? throw new JsonException("The payload is JSON null, not a report.");
}
