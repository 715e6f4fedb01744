using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace BoxBox.Orders.Stream;

/// <summary>
/// Healthy while NATS answers a ping. The client's own check says "degraded" while it reconnects, which counts as ready; a service that cannot
/// store an order is not ready.
/// </summary>
internal sealed class NatsHealthCheck(INatsConnection connection, TimeProvider time) : IHealthCheck
{
    public const string Name = "nats";

    private static readonly TimeSpan PingDeadline = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (connection.ConnectionState is not NatsConnectionState.Open)
            return HealthCheckResult.Unhealthy($"The connection to NATS is {connection.ConnectionState}.");

        using var deadline = new CancellationTokenSource(PingDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await PingAsync(either.Token).WaitAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("NATS does not answer.", error);
        }
    }

    // The client stops waiting for the answer only when the connection is lost, not on its token: by then nobody may be there to see it fail.
    private Task<TimeSpan> PingAsync(CancellationToken cancellationToken)
    {
        var ping = connection.PingAsync(cancellationToken).AsTask();
        ping.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ping;
    }
}
