namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>
/// Saves a snapshot of the ledger every few seconds, where anything has come in since the last; of a very large one less often, so that it takes no more than
/// a hundredth of the time, but every minute at the least.
/// </summary>
internal sealed class LedgerSaver(
    CurrentLedger ledger, ILedgerStore store, IOptions<LedgerOptions> options, TimeProvider time, ILogger<LedgerSaver> logger) : BackgroundService
{
    private const int LeastPauseFactor = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private ulong _saved;
    private string? _failure;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = options.Value.SaveInterval; ; )
        {
            await Task.Delay(pause, time, stoppingToken);
            var began = time.GetTimestamp();
            await TrySaveAsync(stoppingToken);
            pause = TimeSpan.FromTicks(Math.Max(options.Value.SaveInterval.Ticks, Math.Min(LongestPause.Ticks, (time.GetElapsedTime(began) * LeastPauseFactor).Ticks)));
        }
    }

    private async Task TrySaveAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (ledger.Save(_saved) is not { } snapshot)
                return;
            await store.SaveAsync(snapshot, stoppingToken);
            (_saved, _failure) = (snapshot.AsOf, null);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // A start without it reads more of the stream, and comes to the same. One line a change, not one a try.
            if (_failure != error.Message)
                Log.LedgerNotSaved(logger, _failure = error.Message);
        }
    }
}
