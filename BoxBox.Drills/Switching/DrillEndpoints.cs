using System.Text.Json;
using BoxBox.Drills.Faults;
using BoxBox.Orders.Crew;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BoxBox.Drills.Switching;

/// <summary>The drills of one process over HTTP: look at them, replace them, add to them, end them. Every call shows the key.</summary>
internal sealed class DrillEndpoints(DrillBoard board, IEnumerable<Cue> cues, IConfiguration configuration, ILogger<DrillEndpoints> logger)
{
    private const int MostBytes = 64 * 1024;

    private readonly string instance = CrewExtensions.InstanceOf(configuration);

    private DrillState State => new(
        Environment.ProcessId, instance, [.. cues.Select(cue => cue.Name)], [.. board.Faults.Select(armed => new DrillState.SetFault(armed))]);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var drills = endpoints.MapGroup("/drills").AddEndpointFilter<DrillKeyFilter>().AddEndpointFilter(ForThisInstanceAsync).ExcludeFromDescription();
        drills.MapGet("", Answer);
        drills.MapPut("", (HttpRequest request) => TakeAsync(request, board.Replace)).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        drills.MapPost("", (HttpRequest request) => TakeAsync(request, board.Add)).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        drills.MapDelete("", () =>
        {
            board.End();
            return Answer();
        });
    }

    /// <summary>A proxy in front of replicas leads a call to anyone: who means one of them says so, and calls again over another connection where it was not he.</summary>
    private async ValueTask<object?> ForThisInstanceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Query["instance"] is [{ } meant] && meant != instance
            ? TypedResults.Problem(
                $"This is {instance}, not {meant}.", statusCode: StatusCodes.Status421MisdirectedRequest, extensions: [new("instance_here", instance)])
            : await next(context);

    private async Task<IResult> TakeAsync(HttpRequest request, Action<IEnumerable<Fault>> set)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<DrillRequest>(request.Body, DrillRequest.Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("The body is JSON null.");
            var errors = asked.Errors();
            var cue = cues.FirstOrDefault(known => known.Name == asked.Cue);
            if (asked.Cue is not null && cue is null)
                errors["cue"] = [$"Nobody here knows it; he knows: {string.Join(", ", cues.Select(known => known.Name))}."];
            return errors.Count == 0 ? Do(asked, set, cue) : TypedResults.ValidationProblem(errors);
        }
        catch (JsonException error)
        {
            return TypedResults.Problem($"The body is not the JSON of drills, at {error.Path ?? "its start"}: {error.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private JsonHttpResult<DrillState> Do(DrillRequest asked, Action<IEnumerable<Fault>> set, Cue? cue)
    {
        set(asked.Faults!);
        if (cue is not null)
        {
            Log.CueGiven(logger, cue.Name);
            cue.Give();
        }

        return Answer();
    }

    private JsonHttpResult<DrillState> Answer() => TypedResults.Json(State, DrillRequest.Json);
}
