namespace BoxBox.Orders.Stream;

/// <summary>
/// Makes the stream <c>ORDERS</c>; every service may, whichever comes first. In the background, as soon as NATS lets it, so that the service itself starts
/// and stays up without NATS.
/// </summary>
internal sealed class StreamSetup(INatsJSContext jetStream, IOptions<OrdersOptions> options, TimeProvider time, ILogger<StreamSetup> logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private string? _toldReason;

    /// <summary>Why JetStream refused the stream at the last try; null where it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Creates the stream, or brings it up to the configuration.</summary>
    /// <exception cref="NatsException">JetStream refused or is away.</exception>
    /// <exception cref="TimeoutException">JetStream did not answer in time.</exception>
    public async Task<INatsJSStream> EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var config = OrderStreamConfig.Stream(options.Value);
            var stream = await Deadline.KeepAsync(time, token => jetStream.CreateOrUpdateStreamAsync(config, token), cancellationToken);
            Refusal = null;
            return stream;
        }
        catch (NatsJSApiException refused)
        {
            Refusal = refused.Error.Description;
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends without an exception: a host that is told to stop before it has started would take one for a failure.
        for (var delay = FirstDelay; !stoppingToken.IsCancellationRequested && !await TryEnsureAsync(stoppingToken); delay = Longer(delay))
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    private async Task<bool> TryEnsureAsync(CancellationToken stoppingToken)
    {
        try
        {
            await EnsureAsync(stoppingToken);
            Log.StreamReady(logger, OrderStreamConfig.StreamName);
            return true;
        }
        catch (Exception error)
        {
            // One line a change, not one a try. That the service stops, the loop's condition sees.
            if (_toldReason != error.Message && !stoppingToken.IsCancellationRequested)
                Log.StreamNotReady(logger, OrderStreamConfig.StreamName, _toldReason = error.Message);
            return false;
        }
    }
}
