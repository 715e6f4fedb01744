using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Panettiere.Sleep;

/// <summary>Unhealthy, and over gRPC NOT_SERVING, while he sleeps.</summary>
internal sealed class AwakeCheck(Bench bench) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(bench.IsAsleep ? HealthCheckResult.Unhealthy("The Panettiere sleeps.") : HealthCheckResult.Healthy("The Panettiere is awake."));
}
