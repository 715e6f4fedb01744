namespace BoxBox.PaddockGateway.Live;

internal static class LiveEndpoints
{
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/order/sse", StreamAsync).WithName("followOrders").WithTags(ExplorerExtensions.Orders)
            .Produces<string>(contentType: "text/event-stream").Answers(429, 503)
            .DisableRequestTimeout();
    }

    /// <summary>Follow the orders live</summary>
    /// <remarks>
    /// Server-sent events, one for each step of an order; its `id` is the step's place in the stream, its `data` the order in JSON.
    /// A client that reconnects with the `Last-Event-ID` it saw misses nothing and sees nothing twice. A client that falls 1,024 events behind is
    /// disconnected, and can do the same. A gateway that serves as many clients as it may (`Live:MostClients`, 1,000 unless set) answers 503, upon which a
    /// plain `EventSource` gives up: open another after the pause.
    /// </remarks>
    internal static async Task<Results<EmptyHttpResult, ValidationProblem, ProblemHttpResult>> StreamAsync(HttpContext http, LiveService live)
    {
        var (request, errors) = LiveRequest.Read(http.Request.Query, http.Request.Headers);
        if (errors.Count > 0)
            return Problem.BrokenRules(errors);

        return await live.TryServeAsync(request, http) ? TypedResults.Empty : Problem.TooManyClients();
    }
}
