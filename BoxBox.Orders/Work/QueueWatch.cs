using BoxBox.Orders.Stream;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
