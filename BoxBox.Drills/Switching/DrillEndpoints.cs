using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.Drills.Switching;

/// <summary>The drills of one process over HTTP: look at them, replace them, add to them, end them. Every call shows the key.</summary>
internal sealed class DrillEndpoints(
    DrillBoard board, IEnumerable<Cue> cues, IOptions<DrillOptions> options, IConfiguration configuration, ILogger<DrillEndpoints> logger)
{
    private const int MostBytes = 64 * 1024;
    private const string Scheme = "Bearer ";

    private readonly string instance = CrewExtensions.InstanceOf(configuration);
    private readonly byte[] key = Digest(options.Value.Key!);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Log.Enabled(logger);
        var drills = endpoints.MapGroup("/drills").AddEndpointFilter(AdmitAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .ExcludeFromDescription();
        drills.MapGet("", Answer);
        drills.MapPut("", (HttpRequest request) => TakeAsync(request, board.Replace));
        drills.MapPost("", (HttpRequest request) => TakeAsync(request, board.Add));
        drills.MapDelete("", () =>
        {
            board.End();
            return Answer();
        });
    }

    /// <summary>Lets through who shows the key and means this replica. A proxy leads a call to anyone: who means another calls again over a new connection.</summary>
    private async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!ShowsKey(http.Request.Headers.Authorization.ToString()))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(StatusCodes.Status401Unauthorized, "The drills need the header Authorization: Bearer KEY, with the key of Drills:Key.");
        }

        return http.Request.Query["instance"] is [{ } meant] && meant != instance
            ? Refuse(StatusCodes.Status421MisdirectedRequest, $"This is {instance}, not {meant}.", KeyValuePair.Create<string, object?>("instance_here", instance))
            : await next(context);
    }

    /// <summary>Compares in constant time, whatever was shown.</summary>
    private bool ShowsKey(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..]), key);

    // Digests have one length, so that the comparison does not tell the key's.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static ProblemHttpResult Refuse(int status, string why, params KeyValuePair<string, object?>[] more) =>
        TypedResults.Problem(why, statusCode: status, extensions: more);

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
            return Refuse(StatusCodes.Status400BadRequest, $"The body is not the JSON of drills, at {error.Path ?? "its start"}: {error.Message}");
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

    private JsonHttpResult<DrillState> Answer() =>
        TypedResults.Json(new DrillState(Environment.ProcessId, instance, cues.Select(cue => cue.Name), board.Faults), DrillRequest.Json);

    /// <summary>What <c>/drills</c> answers.</summary>
    /// <param name="Process">The process that answers: a proxy in front of replicas does not say which.</param>
    /// <param name="Instance">Its <c>service.instance.id</c>, as telemetry and the crew have it.</param>
    /// <param name="Cues">What he can be told to do at once.</param>
    /// <param name="Faults">What goes wrong, and how often it has.</param>
    internal sealed record DrillState(int Process, string Instance, IEnumerable<string> Cues, IReadOnlyList<ArmedFault> Faults);
}
