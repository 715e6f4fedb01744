namespace BoxBox.PaddockGateway.Crew;

/// <summary>What everybody does now, and with <c>?happened=true</c> what has happened.</summary>
internal static class CrewEndpoint
{
    /// <summary>Adds the crew as this process hears it (<see cref="CrewListener"/>), and tells it: on request, and to the live clients that want it.</summary>
    public static void AddCrewRoom(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var live = provider.GetRequiredService<LiveFanOut>();
            return new CrewRoom(provider.GetRequiredService<TimeProvider>(), report => live.PublishBeside(LiveFrame.OfCrew(report.ToJson())));
        });
        services.AddHostedService<CrewListener>();
    }

    public static void MapCrew(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/crew", Read).WithName("readCrew").WithTags(ExplorerExtensions.Operations).Produces<IReadOnlyList<CrewReport>>().Answers(429);

    /// <summary>What everybody does</summary>
    /// <remarks>
    /// What everybody is doing now, a replica each, as they say it themselves: who has been silent for 4 s has `"stale":true`, for 6 s the state `gone`.
    /// With `?happened=true` an object instead: `crew`, that array, and `happened`, the newest 1,000 of what happened, each with `role`, `instance`,
    /// `kind`, `at`, and where they apply `order_id`, `attempt` and `reason`. A change is an `event: crew` of the live stream with `?crew=true`.
    /// </remarks>
    internal static Results<JsonHttpResult<IReadOnlyList<CrewReport>>, JsonHttpResult<CrewRecord>, ValidationProblem> Read(string? happened, CrewRoom room) =>
        happened switch
        {
            null => TypedResults.Json(room.Everybody, CrewReport.Json),
            "true" => TypedResults.Json(room.Record, CrewReport.Json),
            _ => Problem.BrokenRule("happened", "Must be 'true', or absent."),
        };
}
