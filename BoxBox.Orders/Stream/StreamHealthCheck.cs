using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Orders.Stream;

/// <summary>
/// Healthy where an order could be stored, and fetched: NATS answers, JetStream is on, and the stream is there and, in a cluster, led. Degraded, which still counts as ready,
/// where the stream is too full for new orders: the accepted ones go on. The client's own check says "degraded" while it reconnects, and knows nothing of
/// JetStream. Each change is a line in the log.
/// </summary>
internal sealed class StreamHealthCheck(
    INatsConnection connection, INatsJSContext jetStream, StreamSetup setup, TimeProvider time, ILogger<StreamHealthCheck> logger) : IHealthCheck
{
    public const string Name = "nats";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // Null before the first check: to be healthy from the start is no change.
    private string? _reason;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = await CheckAsync(cancellationToken);
        var (before, now) = (Interlocked.Exchange(ref _reason, result.Description), result.Description);
        if (now is not null && now != before)
            Log.OrdersCannotBeStored(logger, now);
        else if (now is null && before is not null)
            Log.OrdersCanBeStored(logger);
        return result;
    }

    private async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        if (connection.ConnectionState is not NatsConnectionState.Open)
            return HealthCheckResult.Unhealthy($"The connection to NATS is {connection.ConnectionState}.");

        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var stream = await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: either.Token);
            return Judge(stream.Info);
        }
        catch (NatsJSApiException missing) when (JetStreamErrors.IsStreamNotFound(missing.Error))
        {
            return HealthCheckResult.Unhealthy(setup.Refusal is { } refusal
                ? $"JetStream refuses the stream {OrderStreamConfig.StreamName}: {refusal}"
                : $"The stream {OrderStreamConfig.StreamName} is missing.");
        }
        catch (NatsJSApiException refused)
        {
            return HealthCheckResult.Unhealthy($"JetStream refuses to answer: {refused.Error.Description}");
        }
        catch (Exception off) when (off is NatsNoRespondersException or NatsJSApiNoResponseException)
        {
            return HealthCheckResult.Unhealthy("NATS has no JetStream: it is off, or not ready yet.");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("NATS does not answer.", error);
        }
    }

    private static HealthCheckResult Judge(StreamInfo stream)
    {
        // In a cluster that has lost its majority any server answers, from what it has; to store takes a leader.
        if (stream.Cluster is { Name.Length: > 0, Leader: null or "" })
            return HealthCheckResult.Unhealthy($"No NATS server leads the stream {stream.Config.Name}.");
        return OrderStreamConfig.IsFull(stream.State.Bytes, stream.Config.MaxBytes)
            ? HealthCheckResult.Degraded(
                $"The stream {stream.Config.Name} is full: it holds {stream.State.Bytes} of {stream.Config.MaxBytes} bytes, and takes no new orders from 90 % on.")
            : HealthCheckResult.Healthy();
    }
}
