using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace BoxBox.Maestro.Kitchen;

/// <summary>Unhealthy, and over gRPC NOT_SERVING, while NATS is not connected: also while connecting, which the client's own check calls degraded.</summary>
internal sealed class NatsConnectedCheck(INatsConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connection.ConnectionState is NatsConnectionState.Open
            ? HealthCheckResult.Healthy("NATS is connected.")
            : HealthCheckResult.Unhealthy($"NATS is not connected: {connection.ConnectionState}."));
}
