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
        while (true)
        {
            await Task.Delay(Period, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            metrics.State = await queue.StateAsync(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // An old number would be a lie. That NATS is away, others say louder.
            metrics.State = null;
            Log.QueueNotSeen(logger, error.Message);
        }
    }
}
