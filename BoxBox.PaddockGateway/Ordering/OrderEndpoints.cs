using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.Ordering;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/order", PlaceAsync).WithName("placeOrder").WithTags(ExplorerExtensions.Orders)
            .Accepts<OrderRequest>("application/json").Answers(408, 413, 415, 422, 429, 503);
        routes.MapGet("/order/{order_id}", FindAsync).WithName("findOrder").WithTags(ExplorerExtensions.Orders).Answers(404, 429, 503);
        routes.MapGet("/orders", ListAsync).WithName("listOrders").WithTags(ExplorerExtensions.Orders).Answers(429, 503);
    }

    /// <summary>Order a pizza</summary>
    /// <remarks>
    /// Answers once the order is stored for good. Repeating a request with the same `Idempotency-Key` and the same `username` gives the same order
    /// and makes no second one: do so after a 503, or when no answer came.
    /// </remarks>
    internal static async Task<Results<Ok<OrderPlaced>, ValidationProblem, ProblemHttpResult>> PlaceAsync(
        HttpContext http, OrderBody body, OrderDesk desk, GatewayTelemetry metrics, CancellationToken cancellationToken)
    {
        var (bytes, problem) = await body.ReadAsync(http.Request, cancellationToken);
        if (problem is not null)
            return Reject(metrics, problem);

        try
        {
            var errors = new Dictionary<string, string[]>();
            var request = OrderRequest.Read(bytes, errors);
            if (!IdempotencyKey.TryRead(http.Request.Headers, out var key))
                errors[IdempotencyKey.HeaderName] = [IdempotencyKey.Rule];
            return errors.Count > 0
                ? Reject(metrics, Problem.BrokenRules(errors))
                : Answer(http.Response, await desk.PlaceAsync(request, key, cancellationToken));
        }
        catch (JsonException malformed)
        {
            return Reject(metrics, Problem.Malformed(malformed.Message));
        }
    }

    /// <summary>Look an order up</summary>
    /// <remarks>The order as it stands, and every step it took.</remarks>
    internal static async Task<Results<Ok<OrderDetails>, ValidationProblem, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "order_id")] string orderId, CurrentLedger ledger, IOrderHistory history, ILogger<OrderDetails> logger, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(orderId, "D", out var id))
            return Problem.BrokenRule("order_id", "Must be a UUID.");

        Activity.Current?.SetTag(OrderSpans.OrderId, id.ToString("D"));
        using var scope = logger.ScopeOf(id);
        try
        {
            return (ledger.Find(id) ?? OrderDetails.Of(await history.StepsAsync(id, 0, cancellationToken))) is { } order ? TypedResults.Ok(order) : Problem.NoSuchOrder(id);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.OrderNotRead(logger, id, error);
            return Problem.NotReadable();
        }
    }

    /// <summary>List the open orders, and those that ended lately</summary>
    /// <remarks>
    /// Every open order, the newest first, and those that ended in the last 10 minutes (at most 1,000). Served from memory, as of the message
    /// `as_of_sequence`: `/v1/order/sse?last_event_id=` goes on from there, without gap or repeat.
    /// </remarks>
    internal static async Task<Results<Ok<OrdersNow>, ValidationProblem, ProblemHttpResult>> ListAsync(
        string? limit, LedgerReader reader, CurrentLedger ledger, TimeProvider time, ILogger<LedgerReader> logger, CancellationToken cancellationToken)
    {
        var most = Ledger.MostOpenShown;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > Ledger.MostOpenShown))
            return Problem.BrokenRule("limit", $"Must be a whole number from 1 to {Ledger.MostOpenShown}.");

        try
        {
            await reader.CatchUpAsync(cancellationToken);
            return TypedResults.Ok(ledger.Orders(most, time.GetUtcNow() - Ledger.Remembered));
        }
        catch (TimeoutException behind)
        {
            Log.LedgerNotRead(logger, behind.Message);
            return Problem.LedgerBehind();
        }
    }

    // 200, not 201: clients of the original check for it.
    private static Results<Ok<OrderPlaced>, ValidationProblem, ProblemHttpResult> Answer(HttpResponse response, (Placement Placement, Order Order) placed)
    {
        switch (placed.Placement)
        {
            case Placement.KeyReused:
                return Problem.KeyReused(placed.Order.OrderId);
            case Placement.NoRoom:
                return Problem.NoRoom();
            case Placement.Unavailable:
                return Problem.NotStored();
            default:
                response.Headers.Location = $"/v1/order/{placed.Order.OrderId:D}";
                return TypedResults.Ok(new OrderPlaced(placed.Order.OrderId, placed.Order.OrderedAt));
        }
    }

    private static TProblem Reject<TProblem>(GatewayTelemetry metrics, TProblem problem)
    {
        metrics.Rejected();
        return problem;
    }
}

/// <summary>The order is in the stream.</summary>
/// <param name="OrderId">Names the order from now on.</param>
/// <param name="OrderedAt">When it was placed, in UTC.</param>
internal sealed record OrderPlaced(Guid OrderId, DateTimeOffset OrderedAt);
