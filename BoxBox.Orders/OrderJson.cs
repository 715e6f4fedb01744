namespace BoxBox.Orders;

/// <summary>The one JSON form of an order, in the stream and in SSE events: snake_case, fields in the order of the type, instants in UTC, one line.</summary>
public static class OrderJson
{
    // Nothing embeds this JSON in HTML, so "caffè" can stay readable instead of being escaped.
    private static readonly OrderJsonContext Wire = new(new JsonSerializerOptions(OrderJsonContext.Default.Options)
    {
        TypeInfoResolver = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Serialize(Order order) => JsonSerializer.SerializeToUtf8Bytes(order, Wire.Order);

    /// <exception cref="JsonException">The payload is not the JSON of an order.</exception>
    public static Order Deserialize(ReadOnlySpan<byte> payload)
    {
        var order = JsonSerializer.Deserialize(payload, Wire.Order) ?? throw new JsonException("The payload is JSON null, not an order.");
        return order.Toppings.Any(topping => topping is null) ? throw new JsonException("A topping is JSON null.") : order;
    }

    /// <exception cref="JsonException">The payload is not the JSON of an order, or not of the one and the step that its subject names.</exception>
    public static Order Deserialize(ReadOnlySpan<byte> payload, string subject)
    {
        var order = Deserialize(payload);
        return subject == OrderSubjects.For(order.Status, order.OrderId)
            ? order
            : throw new JsonException($"order_id {order.OrderId} and status {WireName.Of(order.Status)} do not belong on the subject {subject}.");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJsonContext : JsonSerializerContext;

/// <summary>Writes instants as RFC 3339 in UTC ("…Z") whatever their offset.</summary>
public sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
