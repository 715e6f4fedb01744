using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Orders.Stream;

/// <summary>
/// Healthy where an order could be stored, and fetched: NATS answers, JetStream is on, and the stream is there and, in a cluster, led. Degraded, which still
/// counts as ready, where the stream is too full for new orders: the accepted ones go on. The client's own check says "degraded" while it reconnects, and
/// knows nothing of JetStream. Each change is a line in the log.
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

        try
        {
            var stream = await Deadline.KeepAsync(
                time, Limit, token => jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: token), cancellationToken);
            return Judge(stream.Info);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(ReasonOf(error), error);
        }
    }

    private string ReasonOf(Exception error) => error switch
    {
        NatsJSApiException missing when JetStreamErrors.IsStreamNotFound(missing.Error) => setup.Refusal is { } refusal
            ? $"JetStream refuses the stream {OrderStreamConfig.StreamName}: {refusal}"
            : $"The stream {OrderStreamConfig.StreamName} is missing.",
        NatsJSApiException refused => $"JetStream refuses to answer: {refused.Error.Description}",
        NatsNoRespondersException or NatsJSApiNoResponseException => "NATS has no JetStream: it is off, or not ready yet.",
        _ => "NATS does not answer.",
    };

    private static HealthCheckResult Judge(StreamInfo stream)
    {
        // In a cluster that has lost its majority any server answers, from what it has; to store takes a leader.
        if (stream.Cluster is { Name.Length: > 0, Leader: null or "" })
            return HealthCheckResult.Unhealthy($"No NATS server leads the stream {stream.Config.Name}.");
        return OrderStreamConfig.IsFull(stream.State.Bytes, stream.Config.MaxBytes)
            ? HealthCheckResult.Degraded(
                $"The stream {stream.Config.Name} is full, with {stream.State.Bytes} of {stream.Config.MaxBytes} bytes: from 90 % on it takes no new orders.")
            : HealthCheckResult.Healthy();
    }
}
