using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>Describes the types that have a JSON form of their own, which the schema generator cannot see.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. Enum.GetNames(type).Select(SpellingOf)]);
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(ulong))
            (schema.Type, schema.Format, schema.Minimum) = (JsonSchemaType.Integer, "int64", "0");
        else if (type == typeof(OrderRequest) && schema.Properties?["toppings"] is OpenApiSchema { Items: OpenApiSchema topping })
            (topping.MinLength, topping.MaxLength) = (1, OrderLimits.LongestTopping);
        return Task.CompletedTask;
    }

    private static JsonNode SpellingOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
