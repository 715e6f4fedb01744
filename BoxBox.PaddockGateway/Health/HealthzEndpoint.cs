using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.PaddockGateway.Health;

/// <summary>Tells operators whether orders can be taken, and what is missing.</summary>
internal static class HealthzEndpoint
{
    private const string NatsCheck = "nats";

    public static void MapHealthz(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", CheckAsync).WithName(Examples.Health).WithTags(ExplorerExtensions.Operations)
            .Produces<HealthzAnswer>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Whether orders can be taken</summary>
    internal static async Task<Results<Ok<HealthzAnswer>, JsonHttpResult<HealthzAnswer>>> CheckAsync(
        HealthCheckService health, StreamRoom room, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => check.Name == NatsCheck, cancellationToken);
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => StatusOf(entry.Value));
        // NATS says what the stream holds; what the accepted orders have still to store, the gateway knows.
        var status = IsOk(report.Status) && room.IsFull ? HealthStatus.Degraded : report.Status;
        if (status != report.Status)
            checks[NatsCheck] = new HealthzStatus(Word(status), "The stream is full: what it has left is for the steps of the orders that were accepted.");
        var answer = new HealthzAnswer(Word(status), checks);
        return IsOk(status) ? TypedResults.Ok(answer) : TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthzStatus StatusOf(HealthReportEntry entry) => new(Word(entry.Status), IsOk(entry.Status) ? null : entry.Description);

    // A stream that is full is ready for all but what this asks: a new order.
    private static bool IsOk(HealthStatus status) => status is HealthStatus.Healthy;

    private static string Word(HealthStatus status) => IsOk(status) ? "ok" : "unavailable";
}

/// <summary>Whether orders can be taken.</summary>
/// <param name="Status"><c>ok</c>, or <c>unavailable</c> where any check is.</param>
/// <param name="Checks">What orders need, by name.</param>
internal sealed record HealthzAnswer(string Status, IReadOnlyDictionary<string, HealthzStatus> Checks);

/// <summary>How one thing is that orders need.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Reason">Why it is unavailable.</param>
internal sealed record HealthzStatus(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
