using System.Text.Json.Nodes;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the code of the endpoints does not show: parameters that are read by hand, to name every fault; headers; and examples for every answer.</summary>
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
        foreach (var (status, response) in operation.Responses ?? [])
            Complete(operation.OperationId, status, (OpenApiResponse)response);
        SetExample(operation.RequestBody?.Content, Examples.Request(operation.OperationId));
        OpenApiParameter[] known = [.. ReadByHand.Where(read => read.Operation == operation.OperationId).Select(read => read.Parameter)];
        operation.Parameters = [.. (operation.Parameters ?? []).Where(shown => known.All(parameter => parameter.Name != shown.Name)), .. known];
        return Task.CompletedTask;
    }

    private static void Complete(string? operationId, string status, OpenApiResponse response)
    {
        SetExample(response.Content, Examples.Of(operationId, status));
        response.Description = Examples.TextOf(operationId, status);
        if (status is "429" or "503" && operationId != Examples.Health)
            AddHeader(response, "Retry-After", "Seconds after which to try again.");
        if (status is "200" && operationId == "placeOrder")
            AddHeader(response, "Location", "Where the order can be looked up.");
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
