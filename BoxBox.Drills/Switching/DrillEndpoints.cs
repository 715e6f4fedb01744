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

    private readonly string _instance = CrewExtensions.InstanceOf(configuration);
    private readonly byte[] _key = Digest(options.Value.Key!);

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

    /// <summary>Lets through who shows the key and means this replica. A proxy leads a call to anyone: who means another calls again.</summary>
    private async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var shown = http.Request.Headers.Authorization.ToString();
        if (!shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !CryptographicOperations.FixedTimeEquals(Digest(shown[Scheme.Length..]), _key))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem("The drills need the header Authorization: Bearer KEY, with the key of Drills:Key.", statusCode: 401);
        }

        if (http.Request.Query["instance"] is not [{ } meant] || meant == _instance)
            return await next(context);
        return TypedResults.Problem($"This is {_instance}, not {meant}.", statusCode: 421, extensions: [new("instance_here", _instance)]);
    }

    // Of one length, so that the comparison, which takes the same time whatever was shown, does not tell the key's.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

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
            if (errors.Count > 0)
                return TypedResults.ValidationProblem(errors);

            set(asked.Faults!);
            if (cue is not null)
            {
                Log.CueGiven(logger, cue.Name);
                cue.Give();
            }

            return Answer();
        }
        catch (JsonException error)
        {
            return TypedResults.Problem($"The body is not the JSON of drills, at {error.Path ?? "its start"}: {error.Message}", statusCode: 400);
        }
    }

    // The process and the instance, since a proxy in front of replicas does not say which answers; what he can be told to do at once; and what goes wrong.
    private JsonHttpResult<object> Answer() => TypedResults.Json<object>(
        new { Process = Environment.ProcessId, Instance = _instance, Cues = cues.Select(cue => cue.Name), board.Faults }, DrillRequest.Json);
}
