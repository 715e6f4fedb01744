namespace BoxBox.Orders.Work;

/// <summary>
/// Asks the server again and again how the worker's queue stands, so that whoever reads the metrics need not wait for the answer, and tells it as gauges,
/// by consumer. Every replica of a worker tells the same numbers: take one of them, not their sum.
/// </summary>
internal sealed class QueueWatch(IWorkQueue queue, WorkerProfile profile, IMeterFactory meters, TimeProvider time, ILogger<QueueWatch> logger)
    : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Empty while nothing is known: an old number would be a lie.</summary>
    private volatile QueueState[] _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Show("pending", state => state.Pending, "Orders that wait to be delivered to a worker for the first time.");
        Show("in_flight", state => state.InFlight, "Orders that were delivered and are not settled: worked on, or given back and resting.");
        Show("redelivered", state => state.Redelivered, "Orders in flight that were delivered more than once.");

        // Ends without an exception: a host that is told to stop before it has started would take one for the watch's failure.
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LookAsync(stoppingToken);
        }
    }

    private void Show(string number, Func<QueueState, long> read, string description)
    {
        var consumer = new KeyValuePair<string, object?>("messaging.consumer.group.name", profile.Consumer);
        meters.Create(OrderTelemetry.Name).CreateObservableGauge(
            $"boxbox.queue.{number}", () => _seen.Select(state => new Measurement<long>(read(state), consumer)), "{order}", description);
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            _seen = [await queue.StateAsync(stoppingToken)];
        }
        catch (Exception error)
        {
            // That NATS is away, others say louder; that the service stops, the loop's condition sees.
            _seen = [];
            Log.QueueNotSeen(logger, error.Message);
        }
    }
}
