using BoxBox.PaddockGateway.Explorers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.PaddockGateway.Health;

/// <summary>Tells operators whether orders can be taken, and what is missing.</summary>
internal static class HealthzEndpoint
{
    private const string NatsCheck = "nats";

    public static void MapHealthz(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", CheckAsync).WithName(Examples.Health).WithTags(ExplorerExtensions.Operations).Produces<HealthzAnswer>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Whether orders can be taken</summary>
    internal static async Task<Results<Ok<HealthzAnswer>, JsonHttpResult<HealthzAnswer>>> CheckAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => check.Name == NatsCheck, cancellationToken);
        var answer = new HealthzAnswer(
            HealthzStatus.Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => HealthzStatus.Of(entry.Value)));
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Ok(answer)
            : TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
