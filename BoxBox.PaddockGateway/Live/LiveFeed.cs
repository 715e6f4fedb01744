using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>The one subscription of this process: follows the stream from where it ended at the start, through every loss of NATS, without gap or repeat.</summary>
internal sealed class LiveFeed(IOrderLog log, LiveFanOut fanOut, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LogPosition? _stream;

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
            await TryFollowAsync(stoppingToken);
            _tried.TrySetResult();
            await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    private async Task TryFollowAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            Log.FeedLost(logger, RetryDelay, error.Message);
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        var stream = await log.PositionAsync(stoppingToken);
        Locate(stream);
        _tried.TrySetResult();

        using var replaced = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var looking = LookForReplacementAsync(stream, replaced);
        try
        {
            Log.FeedFollows(logger, fanOut.Position);
            await foreach (var entry in log.FollowAsync(fanOut.Position, replaced.Token))
                fanOut.Publish(entry);
        }
        finally
        {
            await replaced.CancelAsync();
            await looking;
        }
    }

    private void Locate(LogPosition stream)
    {
        if (_stream is null)
            fanOut.BeginAt(stream.LastSequence);
        else if (_stream.Value.Created != stream.Created)
        {
            Log.FeedRestarts(logger);
            fanOut.BeginAt(0);
        }

        _stream = stream;
    }

    // A subscription that waits for sequence 501 would say nothing for 500 messages of a stream that was deleted and made again.
    private async Task LookForReplacementAsync(LogPosition known, CancellationTokenSource replaced)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(replaced.Token))
            {
                if (await IsReplacedAsync(known, replaced.Token))
                    await replaced.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (replaced.IsCancellationRequested)
        {
            // The subscription ended, or its stream did: both mean there is nothing more to look for.
        }
    }

    private async Task<bool> IsReplacedAsync(LogPosition known, CancellationToken cancellationToken)
    {
        try
        {
            return (await log.PositionAsync(cancellationToken)).Created != known.Created;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The subscription notices a lost NATS by itself.
            Log.FeedLost(logger, LookInterval, error.Message);
            return false;
        }
    }
}
