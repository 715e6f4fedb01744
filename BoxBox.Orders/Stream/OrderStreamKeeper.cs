namespace BoxBox.Orders.Stream;

/// <summary>Makes the stream as soon as NATS lets it, so that the service itself starts and stays up without NATS.</summary>
internal sealed class OrderStreamKeeper(StreamSetup setup, TimeProvider time, ILogger<OrderStreamKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private string? _reason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var delay = FirstDelay; !await TryEnsureAsync(stoppingToken); delay = Longer(delay))
                await Task.Delay(delay, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop. A host that is told so before it has started would take an exception for a failure.
        }
    }

    internal static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    private async Task<bool> TryEnsureAsync(CancellationToken stoppingToken)
    {
        try
        {
            await setup.EnsureAsync(stoppingToken);
            Log.StreamReady(logger, OrderStreamConfig.StreamName);
            return true;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // One line a change, not one a try.
            if (_reason != error.Message)
                Log.StreamNotReady(logger, OrderStreamConfig.StreamName, _reason = error.Message);
            return false;
        }
    }
}
