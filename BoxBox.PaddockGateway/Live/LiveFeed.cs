using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>The one subscription of this process: follows the stream from where it ended at the start, through every loss of NATS, without gap or repeat.</summary>
internal sealed class LiveFeed(IOrderHistory history, LiveFanOut fanOut, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamPosition? _stream;

    /// <summary>Waits a moment for the stream, so that the first client misses nothing; starts all the same where NATS is away.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, time, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var replaced = await TryFollowAsync(stoppingToken);
            _tried.TrySetResult();
            if (!replaced)
                await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    /// <returns>Whether the stream was replaced by another, or by what is left of it, which is there to be followed at once.</returns>
    private async Task<bool> TryFollowAsync(CancellationToken stoppingToken)
    {
        using var replaced = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            await FollowAsync(replaced);
        }
        catch (OperationCanceledException) when (replaced.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            Log.FeedLost(logger, RetryDelay, error.Message);
        }

        return false;
    }

    private async Task FollowAsync(CancellationTokenSource replaced)
    {
        var stream = await history.PositionAsync(replaced.Token);
        Locate(stream);
        _tried.TrySetResult();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(replaced.Token);
        var looking = LookForReplacementAsync(stream, replaced, ended.Token);
        try
        {
            Log.FeedFollows(logger, fanOut.Position);
            await foreach (var entry in history.FollowAsync(fanOut.Position, replaced.Token))
                fanOut.Publish(entry);
        }
        finally
        {
            await ended.CancelAsync();
            await looking;
        }
    }

    private void Locate(StreamPosition stream)
    {
        if (_stream is null)
            fanOut.BeginAt(stream.LastSequence);
        else if (_stream.Value.Created != stream.Created)
        {
            Log.FeedRestarts(logger);
            fanOut.BeginAt(0);
        }
        else if (stream.LastSequence < fanOut.Position)
        {
            Log.FeedGoesBack(logger, fanOut.Position, stream.LastSequence);
            fanOut.BeginAt(stream.LastSequence);
        }

        _stream = stream;
    }

    // A subscription that waits for sequence 501 would say nothing for 500 messages of a stream that was deleted and made again, nor for the next
    // 10 of one that lost its last 10 with the power.
    private async Task LookForReplacementAsync(StreamPosition known, CancellationTokenSource replaced, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (await IsReplacedAsync(known, ended))
                    await replaced.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The subscription is over, and with it the reason to look.
        }
    }

    private async Task<bool> IsReplacedAsync(StreamPosition known, CancellationToken cancellationToken)
    {
        try
        {
            // Read before asking: what is published meanwhile is no loss.
            var published = fanOut.Position;
            var stream = await history.PositionAsync(cancellationToken);
            return stream.Created != known.Created || stream.LastSequence < published;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The subscription notices a lost NATS by itself.
            Log.FeedLost(logger, LookInterval, error.Message);
            return false;
        }
    }
}
