using System.Net;
using System.Text.Json;
using BoxBox.PaddockGateway.Crew;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Mvc;

namespace BoxBox.PaddockGateway.PitWall;

/// <summary>
/// Leads <c>/v1/drills/{service}</c> to the drills of the service's replicas: of one (<c>?instance=</c>), or of all that the crew knows. Who may, the
/// service itself decides by the key, which is handed on.
/// </summary>
internal static class DrillForwarding
{
    private const string ClientName = "drills";
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The services by the crew's names, and the resources behind them: a role may have a second crew.</summary>
    private static readonly Dictionary<string, string[]> Resources = new()
    {
        ["maestro"] = ["maestro", "maestro-extra"],
        ["panettiere"] = ["panettiere"],
        ["fornaio"] = ["fornaio"],
        ["fattorino"] = ["fattorino"],
        ["gateway"] = ["paddock-gateway"],
    };

    public static void AddDrillForwarding(this IServiceCollection services)
    {
        // A proxy stands before replicas and gives each connection to one of them: only a new connection reaches another.
        services.AddHttpClient(ClientName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false });
        services.AddSingleton(provider => new DrillCaller(provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName), provider.GetRequiredService<TimeProvider>()));
    }

    public static void MapDrillForwarding(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/drills/{service}", [HttpMethods.Get, HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete], ForwardAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .DisableRequestTimeout()
            .ExcludeFromDescription();

    private static async Task<IResult> ForwardAsync(
        string service, string? instance, HttpRequest request, CrewRoom room, DrillCaller caller, IConfiguration configuration, ILogger<DrillCaller> logger, CancellationToken cancellationToken)
    {
        if (!Resources.TryGetValue(service, out var resources))
            return TypedResults.Problem($"There is no service {service}: {string.Join(", ", Resources.Keys)}.", statusCode: StatusCodes.Status404NotFound);

        using var deadline = new CancellationTokenSource(Patience, request.HttpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, either.Token);
            var call = new DrillCall(request.Method, request.Headers.Authorization.ToString(), body.ToArray());
            Uri[] addresses = [.. resources.Where(name => configuration.GetSection($"services:{name}").Exists()).Select(name => new Uri($"http://_http.{name}/drills"))];
            string?[] wanted = instance is not null ? [instance] : [.. room.Present(service)];
            var answers = await Task.WhenAll((wanted is [] ? [null] : wanted).Select(one => caller.CallAsync(call, addresses, one, either.Token)));
            return Answer(answers);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.DrillNotForwarded(logger, service, error.Message);
            return new RetryLater($"The drills of {service} could not be reached: {error.Message}", Problem.RetryAfterSeconds);
        }
    }

    /// <summary>What each says; or, where one refuses, his refusal.</summary>
    private static IResult Answer(DrillAnswer[] answers)
    {
        if (answers.FirstOrDefault(answer => answer.Status != HttpStatusCode.OK) is { } refused)
            return TypedResults.Text(refused.Body, refused.ContentType, statusCode: (int)refused.Status);
        return TypedResults.Json(answers.Select(answer => JsonElement.Parse(answer.Body)));
    }
}
