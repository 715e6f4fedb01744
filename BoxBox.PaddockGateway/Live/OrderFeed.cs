namespace BoxBox.PaddockGateway.Live;

/// <summary>
/// The one subscription of this process: follows the stream through every loss of NATS, without gap or repeat. Everything that the process knows of the
/// stream is a projection of it: the ledger, and what goes out to the live clients.
/// </summary>
internal sealed class OrderFeed(
    IOrderHistory history, CurrentLedger ledger, ILedgerStore store, LiveFanOut fanOut, StreamRoom room, IOptions<LiveOptions> options, TimeProvider time, ILogger<OrderFeed> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private StreamPosition? _stream;
    private StoredStep? _last;
    private CancellationTokenSource _replaced = new();

    /// <summary>Completes when the stream was found for the first time.</summary>
    public Task Begun => fanOut.Begun;

    /// <summary>The last message that has gone out.</summary>
    public ulong Position => fanOut.Position;

    /// <summary>Compares what is followed with where the stream really ends; another stream, or what is left of this one, is followed anew.</summary>
    /// <param name="end">Where the stream ends.</param>
    /// <param name="published">What had gone out before that was asked.</param>
    public void Check(StreamPosition end, ulong published)
    {
        lock (_lock)
        {
            if (_stream is { } known && (known.Created != end.Created || published > end.LastSequence))
                BeginAnew();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryFollowAsync(stoppingToken))
                await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    /// <returns>Whether the stream was replaced by another, or by what is left of it, which is there to be followed at once.</returns>
    private async Task<bool> TryFollowAsync(CancellationToken stoppingToken)
    {
        // Not disposed: somebody may find the stream replaced just when the subscription ends by itself.
        var replaced = new CancellationTokenSource();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, replaced.Token);
        try
        {
            await LocateAsync(await history.PositionAsync(stoppingToken), replaced, stoppingToken);
            await FollowAsync(ended);
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

    /// <summary>Nobody reads the ledger from now on, until it has begun anew.</summary>
    private void BeginAnew()
    {
        ledger.Close();
        FollowAnew();
    }

    private void FollowAnew()
    {
        // Not waited for: the feed ends its subscription at its own time.
        lock (_lock)
            _ = _replaced.CancelAsync();
    }

    private async Task FollowAsync(CancellationTokenSource ended)
    {
        var looking = LookForReplacementAsync(ended.Token);
        try
        {
            Log.FeedFollows(logger, Position);
            await foreach (var step in history.FollowAsync(Position, ended.Token))
            {
                ledger.Enter(step);
                fanOut.Publish(step);
                _last = step;
                room.Add(step);
                room.Owe(ledger.Owed);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await looking;
        }
    }

    private async Task LocateAsync(StreamPosition stream, CancellationTokenSource replaced, CancellationToken stoppingToken)
    {
        room.Look(stream);
        var known = _stream;
        var isTheSame = known?.Created == stream.Created && Position <= stream.LastSequence && ledger.Begun is not null;
        lock (_lock)
            (_stream, _replaced) = (stream, replaced);
        if (isTheSame)
            return;

        if (known is { } before && before.Created != stream.Created)
            Log.FeedRestarts(logger);
        else if (known is not null)
            Log.FeedGoesBack(logger, Position, stream.LastSequence);
        await BeginAsync(stream, stoppingToken);
    }

    /// <summary>Begins where the ledger was saved; earlier, so that the newest events are in memory for the clients that come back.</summary>
    private async Task BeginAsync(StreamPosition stream, CancellationToken stoppingToken)
    {
        var begun = await TryLoadAsync(stream, stoppingToken) is { } saved ? new Ledger(saved) : new Ledger();
        var newest = stream.LastSequence - Math.Min(stream.LastSequence, (ulong)options.Value.Ring);
        ledger.Begin(stream, begun);
        room.Owe(begun.Owed);
        _last = null;
        fanOut.BeginAt(Math.Min(begun.AsOf, newest), stream.LastSequence);
    }

    private async Task<LedgerSnapshot?> TryLoadAsync(StreamPosition stream, CancellationToken stoppingToken, bool isLastTry = false)
    {
        try
        {
            if (await store.LoadAsync(stream, stoppingToken) is not { } saved || (saved is { AsOf: > 0, StoredAt: { } at } && !await StandsAsync(saved.AsOf, at, stoppingToken)))
                return null;
            return saved;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && !isLastTry)
        {
            // Another gateway that saves takes away what is being read: there is a newer one then.
            Log.LedgerLoadedAgain(logger, error.Message);
            return await TryLoadAsync(stream, stoppingToken, isLastTry: true);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LedgerNotLoaded(logger, error.Message);
            return null;
        }
    }

    /// <summary>
    /// Whether a message is what it was: a stream that was restored from a backup, or lost its newest messages with the power, is the same, and may have got as
    /// far again with others; and the copy of one server of a cluster may have been another than the leader's.
    /// </summary>
    private async Task<bool> StandsAsync(ulong sequence, DateTimeOffset storedAt, CancellationToken cancellationToken)
    {
        // What the stream has dropped meanwhile cannot be compared.
        var there = await history.NextAsync(sequence - 1, cancellationToken);
        if (there?.Sequence != sequence || (there.StoredAt - storedAt).Duration() < TimeSpan.FromMilliseconds(1))
            return true;

        Log.OtherHistory(logger, sequence, there.StoredAt, storedAt);
        return false;
    }

    // A subscription that waits for sequence 501 would say nothing for 500 messages of a stream that was deleted and made again, nor for the next
    // 10 of one that lost its last 10 with the power.
    private async Task LookForReplacementAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        Look? before = null;
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
                before = await LookAsync(before, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The subscription is over, and with it the reason to look.
        }
    }

    private async Task<Look?> LookAsync(Look? before, CancellationToken ended)
    {
        try
        {
            // Read before asking: what is published meanwhile is no loss.
            var (last, published) = (_last, Position);
            var end = await history.PositionAsync(ended);
            room.Look(end);
            Check(end, published);
            if (last is not null && !await StandsAsync(last.Sequence, last.StoredAt, ended))
                BeginAnew();
            else if (before is { } then && then.Published == published && published < then.End)
                await LeaveIfItStandsStillAsync(published, ended);
            return new Look(published, end.LastSequence);
        }
        catch (Exception error) when (!ended.IsCancellationRequested)
        {
            // The subscription notices a lost NATS by itself.
            Log.FeedLost(logger, LookInterval, error.Message);
            return null;
        }
    }

    /// <summary>
    /// A subscription is served by one server of a cluster, and one whose copy lacks what the leader has would never bring it: the next may be served by another.
    /// </summary>
    private async Task LeaveIfItStandsStillAsync(ulong published, CancellationToken ended)
    {
        // The end may also be one of which nothing is left.
        if (await history.NextAsync(published, ended) is not { } missed)
            return;

        Log.FeedStandsStill(logger, published, missed.Sequence);
        FollowAnew();
    }

    /// <summary>How far the feed was, and where the stream ended then.</summary>
    private readonly record struct Look(ulong Published, ulong End);
}
