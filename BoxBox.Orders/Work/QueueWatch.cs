using System.Diagnostics.Metrics;

namespace BoxBox.Orders.Work;

/// <summary>Asks the server again and again how the worker's queue stands, so that whoever reads the metrics need not wait for the answer.</summary>
internal sealed class QueueWatch(IWorkQueue queue, QueueMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger) : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends without an exception: a host that is told to stop before it has started would take one for the watch's failure.
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            metrics.State = await queue.StateAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop: the loop's condition sees it.
        }
        catch (Exception error)
        {
            // An old number would be a lie. That NATS is away, others say louder.
            metrics.State = null;
            Log.QueueNotSeen(logger, error.Message);
        }
    }
}

/// <summary>The worker's queue as gauges, by consumer. Every replica of a worker tells the same numbers: take one of them, not their sum.</summary>
internal sealed class QueueMetrics
{
    private readonly KeyValuePair<string, object?> consumer;
    private volatile Seen? seen;

    public QueueMetrics(IMeterFactory meters, WorkerProfile profile)
    {
        consumer = new("messaging.consumer.group.name", profile.Consumer);
        var meter = meters.Create(OrderTelemetry.Name);
        meter.CreateObservableGauge("boxbox.queue.pending", () => Tell(state => state.Pending), "{order}", "Orders that wait to be delivered to a worker for the first time.");
        meter.CreateObservableGauge("boxbox.queue.in_flight", () => Tell(state => state.InFlight), "{order}", "Orders that were delivered and are not settled: worked on, or given back and resting.");
        meter.CreateObservableGauge("boxbox.queue.redelivered", () => Tell(state => state.Redelivered), "{order}", "Orders in flight that were delivered more than once.");
    }

    /// <summary>Null while nothing is known: then nothing is told.</summary>
    public QueueState? State
    {
        set => seen = value is { } state ? new Seen(state) : null;
    }

    private IEnumerable<Measurement<long>> Tell(Func<QueueState, long> number) =>
        seen is { State: var state } ? [new Measurement<long>(number(state), consumer)] : [];

    private sealed record Seen(QueueState State);
}
