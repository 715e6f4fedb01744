using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Orders;
using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Health;
using BoxBox.PaddockGateway.Ordering;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the API document says about each endpoint.</summary>
internal static class EndpointDescriptions
{
    public static void DescribePlaceOrder(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("placeOrder")
        .WithTags(ApiText.Orders)
        .WithSummary("Order a pizza")
        .WithDescription(
            """
            Answers once the order is stored for good. Repeating a request with the same `Idempotency-Key` and the same `username` gives the same order
            and makes no second one: do so after a 503, or when no answer came.
            """)
        .Accepts<OrderRequest>("application/json")
        .Produces<OrderPlaced>()
        .ProducesProblems(408, 413, 415, 422, 429, 503)
        .ProducesValidationProblem()
        .AddOpenApiOperationTransformer(OrderDocumentation.PlaceAsync);

    public static void DescribeFindOrder(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("findOrder")
        .WithTags(ApiText.Orders)
        .WithSummary("Look an order up")
        .WithDescription("The order as it stands, and every step it took.")
        .Produces<OrderDetails>()
        .ProducesProblems(404, 429, 503)
        .ProducesValidationProblem()
        .AddOpenApiOperationTransformer(OrderDocumentation.FindAsync);

    public static void DescribeListOrders(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("listOrders")
        .WithTags(ApiText.Orders)
        .WithSummary("List the open orders, and those that ended lately")
        .WithDescription(
            """
            Every open order, the newest first, and those that ended in the last 10 minutes (at most 1,000). Served from memory, as of the message
            `as_of_sequence`: `/v1/order/sse?last_event_id=` goes on from there, without gap or repeat.
            """)
        .Produces<OrdersNow>()
        .ProducesProblems(429, 503)
        .ProducesValidationProblem()
        .AddOpenApiOperationTransformer(OrderDocumentation.ListAsync);

    public static void DescribeLive(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("followOrders")
        .WithTags(ApiText.Orders)
        .WithSummary("Follow the orders live")
        .WithDescription(
            """
            Server-sent events, one for each step of an order; its `id` is the step's place in the stream, its `data` the order in JSON.
            A client that reconnects with the `Last-Event-ID` it saw misses nothing and sees nothing twice. A client that falls 1,024 events behind is
            disconnected, and can do the same. A gateway that serves as many clients as it may (`Live:MostClients`, 1,000 unless set) answers 503.
            """)
        .Produces<string>(contentType: "text/event-stream")
        .ProducesProblems(429, 503)
        .ProducesValidationProblem()
        .AddOpenApiOperationTransformer(OrderDocumentation.FollowAsync);

    public static void DescribeLedger(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("readLedger")
        .WithTags(ApiText.Operations)
        .WithSummary("Whether every order is where it should be")
        .WithDescription(
            """
            How many orders were accepted and where they stand, counted from the stream: what was accepted is the sum of the six states, and `duplicates` and
            `out_of_order` are 0 unless a guarantee is broken. Counts at least everything that was stored before the request; `as_of_sequence` says up to where.
            Two gateways that know the stream since the same message give the same totals as of the same message.
            """)
        .Produces<LedgerTotals>()
        .ProducesProblems(429, 503)
        .AddOpenApiOperationTransformer(OrderDocumentation.LedgerAsync);

    public static void DescribeCrew(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("readCrew")
        .WithTags(ApiText.Operations)
        .WithSummary("What everybody does")
        .WithDescription(
            """
            What everybody is doing now, a replica each, as they say it themselves: who has been silent for 4 s has `"stale":true`, for 6 s the state `gone`.
            With `?happened=true` an object instead: `crew`, that array, and `happened`, the newest 1,000 of what happened, each with `role`, `instance`,
            `kind`, `at`, and where they apply `order_id`, `attempt` and `reason`. A change is an `event: crew` of the live stream with `?crew=true`.
            """)
        .Produces<IReadOnlyList<CrewReport>>()
        .ProducesProblems(429)
        .ProducesValidationProblem()
        .AddOpenApiOperationTransformer(OrderDocumentation.CrewAsync);

    public static void DescribeHealthz(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("checkHealth")
        .WithTags(ApiText.Operations)
        .WithSummary("Whether orders can be taken")
        .Produces<HealthzAnswer>()
        .Produces<HealthzAnswer>(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer(OrderDocumentation.CheckAsync);

    private static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
