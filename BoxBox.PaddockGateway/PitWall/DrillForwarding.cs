using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.PitWall;

/// <summary>
/// Leads <c>/v1/drills/{service}</c> to the drills of the service's replicas: of one (<c>?instance=</c>), or of all that the crew knows; <c>/v1/drills</c> to
/// those of everybody. Who may, the service itself decides by the key, which is handed on.
/// </summary>
internal sealed class DrillForwarding(HttpClient http, CrewRoom room, IConfiguration configuration, ILogger<DrillForwarding> logger)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Each connection may lead to any of the replicas: with ten, all but 2 % of calls reach theirs in so many.</summary>
    private const int MostTries = 40;

    /// <summary>A proxy takes connections also for a second crew that was not started, and never answers.</summary>
    private static readonly TimeSpan TryPatience = TimeSpan.FromSeconds(2);

    /// <summary>The services by the crew's names, and the resources behind them: a role may have a second crew.</summary>
    private static readonly Dictionary<string, string[]> Resources = new()
    {
        ["maestro"] = ["maestro", "maestro-extra"],
        ["panettiere"] = ["panettiere"],
        ["fornaio"] = ["fornaio"],
        ["fattorino"] = ["fattorino"],
        ["gateway"] = ["paddock-gateway"],
    };

    // A proxy stands before replicas and gives each connection to one of them: only a new connection reaches another.
    public static void Add(IServiceCollection services) => services.AddHttpClient<DrillForwarding>(client => client.Timeout = TryPatience)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false });

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods(
            "/drills/{service?}",
            [HttpMethods.Get, HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete],
            (string? service, string? instance, HttpRequest request, DrillForwarding forwarding) => forwarding.ForwardAsync(service, instance, request))
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .ExcludeFromDescription();

    private async Task<IResult> ForwardAsync(string? service, string? instance, HttpRequest request)
    {
        if (service is not null && !Resources.ContainsKey(service))
            return TypedResults.Problem($"There is no service {service}: {string.Join(", ", Resources.Keys)}.", statusCode: StatusCodes.Status404NotFound);

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            var whom = service is null
                ? Resources.Keys.SelectMany(role => room.Present(role), (role, one) => (Role: role, Instance: (string?)one))
                : (instance is null ? room.Present(service).DefaultIfEmpty() : [instance]).Select(one => (Role: service, Instance: one));
            var answers = await Task.WhenAll(whom.Select(one => CallAsync(request, body.ToArray(), one.Role, one.Instance)));
            return answers.FirstOrDefault(answer => answer.Status != HttpStatusCode.OK) is { } refused
                ? TypedResults.Text(refused.Body, refused.ContentType, statusCode: (int)refused.Status)
                : TypedResults.Json(answers.Select(answer => JsonElement.Parse(answer.Body)));
        }
        catch (HttpRequestException error)
        {
            Log.DrillNotForwarded(logger, error.Message);
            return Problem.Later(error.Message);
        }
    }

    /// <summary>Calls one replica, over as many new connections as it takes to reach it; where none is meant, whichever answers first.</summary>
    private async Task<Answer> CallAsync(HttpRequest request, byte[] body, string service, string? instance)
    {
        Answer? misdirected = null;
        foreach (var resource in Resources[service].Where(name => configuration.GetSection($"services:{name}").Exists()))
        {
            var target = new Uri($"http://_http.{resource}/drills{(instance is null ? "" : $"?instance={Uri.EscapeDataString(instance)}")}");
            for (var tries = 0; tries < MostTries && await TryAsync(request, body, target) is { } answer; tries++)
            {
                if (answer.Status != HttpStatusCode.MisdirectedRequest)
                    return answer;
                misdirected = answer;
            }
        }

        return misdirected ?? throw new HttpRequestException($"The drills of {service} could not be reached: nobody answers there.");
    }

    private async Task<Answer?> TryAsync(HttpRequest request, byte[] body, Uri target)
    {
        // The time for a request holds for all of its calls.
        var late = request.HttpContext.RequestAborted;
        using var call = new HttpRequestMessage(new HttpMethod(request.Method), target);
        call.Headers.ConnectionClose = true;
        call.Headers.TryAddWithoutValidation("Authorization", request.Headers.Authorization.ToString());
        if (body.Length > 0)
            call.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await http.SendAsync(call, late);
            return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(late), response.Content.Headers.ContentType?.ToString());
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !late.IsCancellationRequested))
        {
            // Nobody there, or one that was just killed: the next address may answer.
            return null;
        }
    }

    /// <summary>What one replica answered.</summary>
    private sealed record Answer(HttpStatusCode Status, string Body, string? ContentType);
}
