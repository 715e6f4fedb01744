using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>
/// Writes the ledger: follows the stream from its start, through every loss of NATS. With a subscription of its own, which brings no payloads: the
/// live clients' begins at the stream's end and must not wait for this one.
/// </summary>
internal sealed class LedgerKeeper(IOrderHistory history, LedgerBook book, TimeProvider time, ILogger<LedgerKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryKeepAsync(stoppingToken))
                await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    /// <returns>Whether to go on at once: the book was found to be of a stream that is gone.</returns>
    private async Task<bool> TryKeepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (after, wrong) = book.Open(await history.PositionAsync(stoppingToken));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, wrong);
            Log.LedgerFollows(logger, after);
            await KeepAsync(after, end.Token);
            return wrong.IsCancellationRequested;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LedgerWaits(logger, RetryDelay, error.Message);
            return false;
        }
    }

    private async Task KeepAsync(ulong after, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in history.FollowHeadlinesAsync(after, cancellationToken))
                book.Enter(message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops, or the book has to be begun anew: the caller sees which.
        }
    }
}
