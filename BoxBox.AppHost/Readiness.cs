using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.AppHost;

/// <summary>Why a service is not ready, in its own words: Aspire's probe reads the status of <c>/health</c> alone, and the dashboard would say no more than 503.</summary>
internal sealed class Readiness(EndpointReference http, HttpClient client) : IHealthCheck
{
    private const int LongestReason = 300;

    public static void Explain(IResourceBuilder<ProjectResource> service, TimeSpan timeout)
    {
        var name = $"{service.Resource.Name}_readiness";
        service.ApplicationBuilder.Services.AddHealthChecks().AddCheck(name, new Readiness(service.GetEndpoint("http"), new HttpClient { Timeout = timeout }));
        service.WithHealthCheck(name);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"{http.Url}/health"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(ReasonIn(await answer.Content.ReadAsStringAsync(cancellationToken)));
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }

    /// <summary>The <c>reasons</c> of the answer, <c>nats: …</c>; or else the answer itself.</summary>
    internal static string ReasonIn(string answer)
    {
        var reasons = TryParse(answer)?["reasons"]?.AsObject().Select(reason => $"{reason.Key}: {reason.Value}") ?? [];
        var text = string.Join("; ", reasons) is { Length: > 0 } said ? said : answer;
        return text.Length > LongestReason ? text[..LongestReason] : text;
    }

    private static JsonNode? TryParse(string answer)
    {
        try
        {
            return JsonNode.Parse(answer);
        }
        catch (System.Text.Json.JsonException)
        {
            // Not a service's own answer: perhaps a proxy's.
            return null;
        }
    }
}
