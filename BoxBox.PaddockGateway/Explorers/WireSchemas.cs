using System.Text.Json.Nodes;
using BoxBox.Orders;
using BoxBox.PaddockGateway.Ordering;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>Describes the types that have a JSON form of their own, which the schema generator cannot see.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(PizzaSize))
            Name(schema, WireName.All<PizzaSize>(), "How large the pizza is.");
        else if (type == typeof(Border))
            Name(schema, WireName.All<Border>(), "What the edge of the pizza is filled with.");
        else if (type == typeof(OrderStatus))
            Name(schema, WireName.All<OrderStatus>(), "The steps of an order, in their order; `completed` and `failed` are final.");
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(ulong))
            (schema.Type, schema.Format, schema.Minimum) = (JsonSchemaType.Integer, "int64", "0");
        else if (type == typeof(OrderRequest))
            BoundToppings(schema);
        return Task.CompletedTask;
    }

    private static void Name(OpenApiSchema schema, IReadOnlyList<string> names, string description)
    {
        schema.Description = description;
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. names.Select(name => (JsonNode)name)];
    }

    private static void BoundToppings(OpenApiSchema schema)
    {
        if (schema.Properties?["toppings"] is OpenApiSchema { Items: OpenApiSchema topping })
            (topping.MinLength, topping.MaxLength) = (1, OrderLimits.LongestTopping);
    }
}
