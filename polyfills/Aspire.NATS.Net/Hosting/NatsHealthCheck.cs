using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace Aspire.NATS.Net;

/// <summary>Healthy while connected, degraded while the connection is being made again. A connection that nobody has used yet is made by the check.</summary>
internal sealed class NatsHealthCheck(INatsConnection connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => connection.ConnectionState switch
    {
        NatsConnectionState.Open => HealthCheckResult.Healthy(),
        NatsConnectionState.Connecting or NatsConnectionState.Reconnecting => HealthCheckResult.Degraded(),
        NatsConnectionState.Closed => await ConnectAsync(),
        _ => new HealthCheckResult(context.Registration.FailureStatus),
    };

    private async Task<HealthCheckResult> ConnectAsync()
    {
        try
        {
            await connection.ConnectAsync();
            return HealthCheckResult.Healthy();
        }
        catch (Exception e)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
