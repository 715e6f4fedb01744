using Microsoft.Extensions.Options;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Saves a snapshot of the ledger every few seconds, where anything has come in since the last.</summary>
internal sealed class LedgerSaver(
    CurrentLedger ledger, ILedgerStore store, IOptions<LedgerOptions> options, TimeProvider time, ILogger<LedgerSaver> logger) : BackgroundService
{
    private ulong _saved;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SaveInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TrySaveAsync(stoppingToken);
    }

    private async Task TrySaveAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (ledger.Save(_saved) is not { } snapshot)
                return;
            await store.SaveAsync(snapshot, stoppingToken);
            _saved = snapshot.AsOf;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // A start without it reads more of the stream, and comes to the same.
            Log.LedgerNotSaved(logger, error.Message);
        }
    }
}
