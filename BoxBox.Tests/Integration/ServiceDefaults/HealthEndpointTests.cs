using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class HealthEndpointTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_healthy_service_says_so_in_every_environment(string environment)
    {
        await using var app = App(HealthStatus.Healthy, environment);
        using var client = await app.StartWithClientAsync();

        Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","checks":{"self":"healthy","nats":"healthy"}}"""), await GetAsync(client, "/health"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","checks":{"self":"healthy"}}"""), await GetAsync(client, "/alive"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_service_that_misses_another_is_alive_but_not_ready()
    {
        await using var app = App(HealthStatus.Unhealthy);
        using var client = await app.StartWithClientAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy","checks":{"self":"healthy","nats":"unhealthy"}}"""), await GetAsync(client, "/health"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","checks":{"self":"healthy"}}"""), await GetAsync(client, "/alive"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_check_has_a_deadline()
    {
        await using var app = App(HealthStatus.Healthy);

        var checks = app.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.All(checks, check => Assert.InRange(check.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)));
    }

    private static WebApplication App(HealthStatus nats, string environment = "Production")
    {
        var builder = LoopbackApp.CreateBuilder(environment);
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("nats", () => new HealthCheckResult(nats));
        return builder.Build().MapDefaultEndpoints();
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
