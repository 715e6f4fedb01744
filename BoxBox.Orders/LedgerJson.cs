using System.Text.Json.Serialization;

namespace BoxBox.Orders;

/// <summary>The JSON form of the ledger: snake_case, one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LedgerTotals))]
public sealed partial class LedgerJson : JsonSerializerContext;
