using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.ServiceDefaults.Health;

internal static class HealthDefaults
{
    public const string ReadinessPath = "/health";
    public const string LivenessPath = "/alive";

    private const string LiveTag = "live";

    /// <summary>The deadline of a check that brings none: shorter than those who ask for health wait.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddDefaultHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = CheckTimeout;
        });
    }

    public static void MapDefaultHealthChecks(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, ReadinessPath, _ => true);
        Map(endpoints, LivenessPath, check => check.Tags.Contains(LiveTag));
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> which) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = HealthReportJson.WriteAsync })
            .AllowAnonymous()
            .DisableHttpMetrics();
}
