using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BoxBox.ServiceDefaults;

/// <summary>What every service of Box Box has alike.</summary>
public static class ServiceDefaultsExtensions
{
    internal const string ReadinessPath = "/health";
    internal const string LivenessPath = "/alive";

    private const string LiveTag = "live";

    /// <summary>The deadline of a health check that brings none: shorter than those who ask for health wait.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a service may take to finish what it has in hand when it is told to stop; what takes longer is broken off. An operator's stop must
    /// end the process within 10 s, and after this comes the last telemetry (<see cref="LastTelemetry"/>).
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(7);

    /// <summary>
    /// Adds telemetry, console logs, health checks, service discovery for every HTTP and gRPC client, the system's clock, and a
    /// graceful stop within 10 s. No resilience handler, as Aspire's template has it: its 10 s a try would cut gRPC calls short that rightly wait
    /// longer, such as a dough behind others, and there is no other client here.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddConsoleLogs();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = CheckTimeout;
        });

        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<LastTelemetry>();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownTimeout;
            // One after the other would be the web server first: a caller who never hangs up would take all of the time, and a worker would hear of
            // the stop when there is none left to give his orders back.
            host.ServicesStopConcurrently = true;
        });
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (readiness: every check) and <c>/alive</c> (liveness: the checks tagged <c>live</c>), in every environment.
    /// 200 while healthy or degraded, else 503; the body is
    /// <c>{"status":"unhealthy","checks":{"nats":"unhealthy","self":"healthy"},"reasons":{"nats":"…"}}</c>, with reasons only where there are any.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        Map(ReadinessPath, _ => true);
        Map(LivenessPath, check => check.Tags.Contains(LiveTag));
        return app;

        void Map(string path, Func<HealthCheckRegistration, bool> which) =>
            app.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = WriteAsync }).AllowAnonymous().DisableHttpMetrics();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => NameOf(entry.Value.Status));
        var reasons = report.Entries.Where(entry => entry.Value.Description is not null).ToDictionary(entry => entry.Key, entry => entry.Value.Description);
        object answer = reasons.Count == 0
            ? new { Status = NameOf(report.Status), Checks = checks }
            : new { Status = NameOf(report.Status), Checks = checks, Reasons = reasons };
        return context.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static string NameOf(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
