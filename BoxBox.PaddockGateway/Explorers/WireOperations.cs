using System.Text.Json.Nodes;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the code of the endpoints does not show: parameters that are read by hand, headers, and examples for every answer.</summary>
internal sealed class WireOperations : IOpenApiOperationTransformer
{
    private static OpenApiSchema Sequence => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" };

    private static OpenApiSchema Uuid => new() { Type = JsonSchemaType.String, Format = "uuid" };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (status, response) in operation.Responses ?? [])
            Complete(operation.OperationId, status, (OpenApiResponse)response);
        SetExample(operation.RequestBody?.Content, Examples.Request);
        DescribeParameters(operation);
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

    private static void DescribeParameters(OpenApiOperation operation)
    {
        switch (operation.OperationId)
        {
            case "placeOrder":
                var key = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128, Pattern = "^[!-~]+$" };
                Take(operation, ParameterLocation.Header, IdempotencyKey.HeaderName, "Names this attempt to order: 1 to 128 visible ASCII characters.", key);
                break;
            case "findOrder":
                Describe(operation, "order_id", "The order's id.", Uuid);
                break;
            case "listOrders":
                Describe(operation, "limit", "At most so many open orders, and as many that have ended.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "10000" });
                break;
            case "followOrders":
                Take(operation, ParameterLocation.Query, "replay", "`all`: everything from the start of the stream, then live.", Only("all"));
                Take(operation, ParameterLocation.Query, "order_id", "Only this order, from its first step.", Uuid);
                Take(operation, ParameterLocation.Query, "last_event_id", "Everything after this event, then live.", Sequence);
                Take(operation, ParameterLocation.Query, "crew", "`true`: also what the crew does, as events named `crew`, without an id.", Only("true"));
                Take(operation, ParameterLocation.Header, LiveRequest.LastEventIdHeader, "The same, as a browser sends it when it reconnects; counts more than the query.", Sequence);
                break;
            case "readCrew":
                Take(operation, ParameterLocation.Query, "happened", "`true`: also the newest 1,000 of what happened.", Only("true"));
                break;
        }
    }

    private static OpenApiSchema Only(string value) => new() { Type = JsonSchemaType.String, Enum = [(JsonNode)value] };

    private static void Take(OpenApiOperation operation, ParameterLocation where, string name, string description, OpenApiSchema schema)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { In = where, Name = name, Description = description, Schema = schema });
    }

    private static void Describe(OpenApiOperation operation, string name, string description, OpenApiSchema schema)
    {
        if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == name) is OpenApiParameter parameter)
            (parameter.Description, parameter.Schema) = (description, schema);
    }

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
