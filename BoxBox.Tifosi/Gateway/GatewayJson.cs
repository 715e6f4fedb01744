using System.Text.Json.Serialization;

namespace BoxBox.Tifosi.Gateway;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(LedgerTotals))]
internal sealed partial class GatewayJson : JsonSerializerContext;
