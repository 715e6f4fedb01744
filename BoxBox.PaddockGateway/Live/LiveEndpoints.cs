using BoxBox.PaddockGateway.Explorers;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BoxBox.PaddockGateway.Live;

internal static class LiveEndpoints
{
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGet("/order/sse", StreamAsync);
        live.DescribeLive();
        live.DisableRequestTimeout();
    }

    private static async Task<Results<EmptyHttpResult, ValidationProblem, RetryLater>> StreamAsync(HttpContext http, LiveService live)
    {
        var (request, errors) = LiveRequest.Read(http.Request.Query, http.Request.Headers);
        if (errors.Count > 0)
            return Problem.BrokenRules(errors);

        return await live.TryServeAsync(request, http) ? TypedResults.Empty : Problem.TooManyClients();
    }
}
