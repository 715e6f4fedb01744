using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BoxBox.Orders;
using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Explorers;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BoxBox.PaddockGateway.Crew;

/// <summary>What everybody does now, and with <c>?happened=true</c> what has happened.</summary>
internal static class CrewEndpoint
{
    // The same object as in the messages and in the live stream.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcInstantConverter() },
    };

    public static void MapCrew(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/crew", Read).WithName("readCrew").WithTags(ExplorerExtensions.Operations).Produces<IReadOnlyList<CrewReport>>().Answers(429);

    /// <summary>What everybody does</summary>
    /// <remarks>
    /// What everybody is doing now, a replica each, as they say it themselves: who has been silent for 4 s has `"stale":true`, for 6 s the state `gone`.
    /// With `?happened=true` an object instead: `crew`, that array, and `happened`, the newest 1,000 of what happened, each with `role`, `instance`,
    /// `kind`, `at`, and where they apply `order_id`, `attempt` and `reason`. A change is an `event: crew` of the live stream with `?crew=true`.
    /// </remarks>
    internal static Results<JsonHttpResult<IReadOnlyList<CrewReport>>, JsonHttpResult<CrewRecord>, ValidationProblem> Read(HttpRequest request, CrewRoom room) =>
        request.Query["happened"] switch
        {
            [] => TypedResults.Json(room.Everybody, Json),
            ["true"] => TypedResults.Json(room.Record, Json),
            _ => Problem.BrokenRule("happened", "Must be 'true', or absent."),
        };
}
