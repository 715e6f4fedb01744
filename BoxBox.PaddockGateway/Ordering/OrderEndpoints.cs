using System.Diagnostics;
using BoxBox.Orders;
using BoxBox.PaddockGateway.Explorers;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.Ordering;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/order", PlaceAsync).DescribePlaceOrder();
        routes.MapGet("/order/{order_id}", FindAsync).DescribeFindOrder();
    }

    private static async Task<Results<Ok<OrderPlaced>, ValidationProblem, ProblemHttpResult, RetryLater>> PlaceAsync(
        HttpContext http, OrderBody body, OrderDesk desk, GatewayMetrics metrics, CancellationToken cancellationToken)
    {
        var (bytes, problem) = await body.ReadAsync(http.Request, cancellationToken);
        if (problem is not null)
            return Reject(metrics, problem);

        var reading = OrderRequestReader.Read(bytes);
        if (reading.Malformed is { } why)
            return Reject(metrics, Problem.Malformed(why));
        if (!IdempotencyKey.TryRead(http.Request.Headers, out var key))
            reading.Errors[IdempotencyKey.HeaderName] = [IdempotencyKey.Rule];
        if (reading is not { Draft: { } draft, Errors.Count: 0 })
            return Reject(metrics, reading.Errors);

        return await desk.PlaceAsync(draft, key, cancellationToken) switch
        {
            Placement.Stored stored => Answer(http.Response, stored),
            Placement.KeyReused reused => Problem.KeyReused(reused.OrderId),
            _ => Problem.NotStored(),
        };
    }

    private static async Task<Results<Ok<OrderDetails>, ValidationProblem, ProblemHttpResult, RetryLater>> FindAsync(
        [FromRoute(Name = "order_id")] string orderId, OrderArchive archive, ILogger<OrderArchive> logger, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(orderId, "D", out var id))
            return Problem.BrokenRule("order_id", "Must be a UUID.");

        Activity.Current?.SetTag(OrderTelemetry.OrderIdKey, id.ToString("D"));
        using var scope = OrderTelemetry.Scope(logger, id);
        try
        {
            return await archive.FindAsync(id, cancellationToken) is { } order ? TypedResults.Ok(order) : Problem.NoSuchOrder(id);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.OrderNotRead(logger, id, error);
            return Problem.NotReadable();
        }
    }

    // 200, not 201: clients of the original check for it.
    private static Ok<OrderPlaced> Answer(HttpResponse response, Placement.Stored stored)
    {
        response.Headers.Location = $"/v1/order/{stored.Order.OrderId:D}";
        return TypedResults.Ok(new OrderPlaced(stored.Order.OrderId, stored.Order.OrderedAt));
    }

    private static ProblemHttpResult Reject(GatewayMetrics metrics, ProblemHttpResult problem)
    {
        metrics.Rejected();
        return problem;
    }

    private static ValidationProblem Reject(GatewayMetrics metrics, IDictionary<string, string[]> errors)
    {
        metrics.Rejected();
        return Problem.BrokenRules(errors);
    }
}
