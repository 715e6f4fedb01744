using System.Text.Json.Nodes;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the code of the endpoints does not show: headers, parameters that are read by hand, and examples.</summary>
internal static class OrderDocumentation
{
    public static Task PlaceAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.TakesHeader(
            IdempotencyKey.HeaderName, "Names this attempt to order: 1 to 128 visible ASCII characters.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128, Pattern = "^[!-~]+$" });
        operation.RequestExample(Examples.Request);
        operation.ResponseExample("200", Examples.Placed);
        operation.ResponseHeader("200", "Location", "Where the order can be looked up.");
        return Problems(operation);
    }

    public static Task FindAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.ParameterSchema("order_id", "The order's id.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
        operation.ResponseExample("200", Examples.Details);
        return Problems(operation);
    }

    public static async Task ListAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.ParameterSchema("limit", "At most so many open orders, and as many that have ended.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "10000" });
        operation.ResponseExample("200", Examples.Now);
        await Problems(operation);
        Unavailable(operation, Problem.LedgerBehindText);
    }

    public static async Task FollowAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var sequence = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" };
        operation.TakesQuery("replay", "`all`: everything from the start of the stream, then live.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"all"] });
        operation.TakesQuery("order_id", "Only this order, from its first step.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
        operation.TakesQuery("last_event_id", "Everything after this event, then live.", sequence);
        operation.TakesQuery("crew", "`true`: also what the crew does, as events named `crew`, without an id.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"true"] });
        operation.TakesHeader(LiveRequest.LastEventIdHeader, "The same, as a browser sends it when it reconnects; counts more than the query.", sequence);
        operation.ResponseExample("200", Examples.Events);
        await Problems(operation);
        Unavailable(operation, Problem.TooManyClientsText);
    }

    public static async Task LedgerAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.ResponseExample("200", Examples.Ledger);
        await Problems(operation);
        Unavailable(operation, Problem.LedgerBehindText);
    }

    public static Task CrewAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.TakesQuery("happened", "`true`: also the newest 1,000 of what happened.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"true"] });
        operation.ResponseExample("200", Examples.Crew);
        return Problems(operation);
    }

    public static Task CheckAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Describe("200", "Orders can be taken.");
        operation.Describe("503", "Orders cannot be taken.");
        operation.ResponseExample("200", Examples.Healthy);
        operation.ResponseExample("503", Examples.Unavailable);
        return Task.CompletedTask;
    }

    private static void Unavailable(OpenApiOperation operation, string why)
    {
        operation.Describe("503", why);
        operation.ResponseExample("503", Examples.Problem("503", why));
    }

    private static Task Problems(OpenApiOperation operation)
    {
        foreach (var status in operation.Responses?.Keys.Where(status => status != "200").ToArray() ?? [])
        {
            operation.Describe(status, Examples.ProblemText(status));
            operation.ResponseExample(status, Examples.Problem(status));
        }

        operation.ResponseHeader("429", "Retry-After", "Seconds after which the address may ask again.");
        operation.ResponseHeader("503", "Retry-After", "Seconds after which to try again.");
        return Task.CompletedTask;
    }
}
