using System.Net;
using System.Net.Http.Headers;
using BoxBox.PaddockGateway.Crew;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.PitWall;

/// <summary>
/// Leads <c>/v1/drills/{service}</c> to the drills of the service's replicas: of one (<c>?instance=</c>), or of all that the crew knows. Who may, the
/// service itself decides by the key, which is handed on.
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
            "/drills/{service}",
            [HttpMethods.Get, HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete],
            (string service, string? instance, HttpRequest request, DrillForwarding forwarding) => forwarding.ForwardAsync(service, instance, request))
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .ExcludeFromDescription();

    private async Task<IResult> ForwardAsync(string service, string? instance, HttpRequest request)
    {
        if (!Resources.TryGetValue(service, out var resources))
            return TypedResults.Problem($"There is no service {service}: {string.Join(", ", Resources.Keys)}.", statusCode: StatusCodes.Status404NotFound);

        // The time for a request holds for all of it.
        var late = request.HttpContext.RequestAborted;
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, late);
            var call = new Call(request.Method, request.Headers.Authorization.ToString(), body.ToArray());
            var known = resources.Where(name => configuration.GetSection($"services:{name}").Exists());
            Uri[] addresses = [.. known.Select(name => new Uri($"http://_http.{name}/drills"))];
            string?[] wanted = instance is not null ? [instance] : [.. room.Present(service)];
            return Sum(await Task.WhenAll((wanted is [] ? [null] : wanted).Select(one => CallAsync(call, addresses, one, late))));
        }
        catch (HttpRequestException error)
        {
            Log.DrillNotForwarded(logger, service, error.Message);
            return Problem.Later($"The drills of {service} could not be reached: {error.Message}");
        }
    }

    /// <summary>What each says; or, where one refuses, his refusal.</summary>
    private static IResult Sum(Answer[] answers) => answers.FirstOrDefault(answer => answer.Status != HttpStatusCode.OK) is { } refused
        ? TypedResults.Text(refused.Body, refused.ContentType, statusCode: (int)refused.Status)
        : TypedResults.Json(answers.Select(answer => JsonElement.Parse(answer.Body)));

    /// <summary>Calls one replica, over as many new connections as it takes to reach it; where none is meant, whichever answers first.</summary>
    private async Task<Answer> CallAsync(Call call, IReadOnlyList<Uri> addresses, string? instance, CancellationToken cancellationToken)
    {
        Answer? misdirected = null;
        foreach (var address in addresses)
        {
            for (var tries = 0; tries < MostTries && await TryAsync(call, address, instance, cancellationToken) is { } answer; tries++)
            {
                if (answer.Status != HttpStatusCode.MisdirectedRequest)
                    return answer;
                misdirected = answer;
            }
        }

        return misdirected ?? throw new HttpRequestException("nobody answers there");
    }

    private async Task<Answer?> TryAsync(Call call, Uri address, string? instance, CancellationToken cancellationToken)
    {
        var target = instance is null ? address : new Uri($"{address}?instance={Uri.EscapeDataString(instance)}");
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), target);
        request.Headers.ConnectionClose = true;
        if (call.Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", call.Authorization);
        if (call.Body.Length > 0)
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new Answer(response.StatusCode, body, response.Content.Headers.ContentType?.ToString());
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody there, or one that was just killed: the next address may answer.
            return null;
        }
    }

    /// <summary>A call to the drills, as it came.</summary>
    private sealed record Call(string Method, string Authorization, byte[] Body);

    /// <summary>What one replica answered.</summary>
    private sealed record Answer(HttpStatusCode Status, string Body, string? ContentType);
}
