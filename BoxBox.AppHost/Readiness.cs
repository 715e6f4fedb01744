namespace BoxBox.AppHost;

/// <summary>Why a service is not ready, in its own words: Aspire's probe reads the status alone, and the dashboard would say no more than 503.</summary>
internal sealed class Readiness(EndpointReference http, HttpClient client) : IHealthCheck
{
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
            if (answer.IsSuccessStatusCode)
                return HealthCheckResult.Healthy();
            var reasons = (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))?["reasons"]?.AsObject();
            return HealthCheckResult.Unhealthy(string.Join("; ", reasons?.Select(reason => $"{reason.Key}: {reason.Value}") ?? [$"{answer.StatusCode}"]));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it is the reason: not started yet, no answer in time, or not our own.
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }
}
