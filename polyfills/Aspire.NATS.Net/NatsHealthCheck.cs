using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace Aspire.NATS.Net;

/// <summary>Healthy while the connection is open; one that nobody has opened yet, or that was given up, is opened by the check.</summary>
internal sealed class NatsHealthCheck(INatsConnection? connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        connection?.ConnectionState switch
        {
            NatsConnectionState.Open => HealthCheckResult.Healthy(),
            NatsConnectionState.Connecting or NatsConnectionState.Reconnecting => HealthCheckResult.Degraded("The client is connecting to the NATS server."),
            NatsConnectionState.Closed => await OpenAsync(connection, cancellationToken),
            null => new HealthCheckResult(context.Registration.FailureStatus, "The NATS connection string is not known yet."),
            var state => new HealthCheckResult(context.Registration.FailureStatus, $"The NATS connection is in state {state}."),
        };

    private static async Task<HealthCheckResult> OpenAsync(INatsConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            // It takes no token; the attempt itself ends after the client's own ConnectTimeout.
            await connection.ConnectAsync().AsTask().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The NATS server cannot be reached.", exception);
        }
    }
}
