using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the code of the endpoints does not show: parameters that are read by hand, to name every fault; headers; an example of every answer.</summary>
internal sealed class WireOperations : IOpenApiOperationTransformer
{
    private static readonly (string Operation, OpenApiParameter Parameter)[] ReadByHand =
    [
        ("placeOrder", Header(IdempotencyKey.HeaderName, $"Names this attempt to order. {IdempotencyKey.Rule}", Key)),
        ("findOrder", new() { In = ParameterLocation.Path, Required = true, Name = "order_id", Description = "The order's id.", Schema = Uuid }),
        ("listOrders", Query("limit", "At most so many open orders, and as many that have ended.", Limit)),
        ("followOrders", Query("replay", "`all`: everything from the start of the stream, then live.", Only("all"))),
        ("followOrders", Query("order_id", "Only this order, from its first step.", Uuid)),
        ("followOrders", Query("last_event_id", "Everything after this event, then live.", Sequence)),
        ("followOrders", Query("crew", "`true`: also what the crew does, as events named `crew`, without an id.", Only("true"))),
        ("followOrders", Header(LiveRequest.LastEventIdHeader, "The same, as a browser sends it when it reconnects; counts more than the query.", Sequence)),
        ("readCrew", Query("happened", "`true`: also the newest 1,000 of what happened.", Only("true"))),
    ];

    private static OpenApiSchema Key => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength, Pattern = "^[!-~]+$" };
    private static OpenApiSchema Limit => new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{Ledger.MostOpenShown}" };
    private static OpenApiSchema Sequence => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" };
    private static OpenApiSchema Uuid => new() { Type = JsonSchemaType.String, Format = "uuid" };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var id = operation.OperationId!;
        SetExample(operation.RequestBody?.Content, Examples.Of(id, "request"));
        foreach (var (status, response) in operation.Responses ?? [])
        {
            SetExample(response.Content, Examples.Of(id, status));
            response.Description = Examples.TextOf(id, status);
            if (status is "429" or "503" && id != Examples.Health)
                AddHeader((OpenApiResponse)response, "Retry-After", "Seconds after which to try again.");
            if (status is "200" && id == "placeOrder")
                AddHeader((OpenApiResponse)response, "Location", "Where the order can be looked up.");
        }

        OpenApiParameter[] known = [.. ReadByHand.Where(read => read.Operation == id).Select(read => read.Parameter)];
        operation.Parameters = [.. (operation.Parameters ?? []).Where(shown => known.All(parameter => parameter.Name != shown.Name)), .. known];
        return Task.CompletedTask;
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new() { In = ParameterLocation.Query, Name = name, Description = description, Schema = schema };

    private static OpenApiParameter Header(string name, string description, OpenApiSchema schema) =>
        new() { In = ParameterLocation.Header, Name = name, Description = description, Schema = schema };

    private static OpenApiSchema Only(string value) => new() { Type = JsonSchemaType.String, Enum = [(JsonNode)value] };

    private static void AddHeader(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    private static void SetExample(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        foreach (var type in content?.Values ?? [])
            type.Example = example?.DeepClone();
    }
}
