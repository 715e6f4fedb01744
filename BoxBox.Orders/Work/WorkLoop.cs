namespace BoxBox.Orders.Work;

/// <summary>Works round after round until the service stops. NATS away, or the stream or its consumer deleted: it waits and opens the queue again.</summary>
internal sealed class WorkLoop(IWorkQueue queue, WorkRound round, TimeProvider time, ILogger<WorkLoop> logger) : BackgroundService
{
    /// <summary>
    /// How long the order in hand may take once the service was told to stop. A service has 7 s to stop, and settling and giving back take up
    /// to 1 s each where NATS is away: that leaves 1 s for a machine that is busy.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>Between a fault and the next try.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Made beforehand: the stop comes on another thread, and a timer made there might outlive this method.
        using var over = new CancellationTokenSource();
        await using var grace = time.CreateTimer(_ => over.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var stop = stoppingToken.Register(() => grace.Change(Grace, Timeout.InfiniteTimeSpan));
        while (!stoppingToken.IsCancellationRequested)
            await OpenAndWorkAsync(new Shift(stoppingToken, over.Token));
    }

    private async Task OpenAndWorkAsync(Shift shift)
    {
        try
        {
            await queue.OpenAsync(shift.Ending);
            Log.QueueOpen(logger);
            while (!shift.Ending.IsCancellationRequested)
                await round.RunAsync(shift);
        }
        catch (OperationCanceledException) when (shift.Ending.IsCancellationRequested)
        {
            // Told to stop: the loop's condition sees it.
        }
        catch (Exception e)
        {
            Log.Interrupted(logger, e, Pause.TotalSeconds);
            await Task.Delay(Pause, time, shift.Ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
