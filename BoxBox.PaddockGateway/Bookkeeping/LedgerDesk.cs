using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Answers what the ledger says, never less than what was in the stream when it was asked.</summary>
internal sealed class LedgerDesk(IOrderHistory history, LedgerBook book, TimeProvider time)
{
    /// <summary>How long an answer may wait for the ledger to catch up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="TimeoutException">The ledger did not catch up in time, or JetStream did not answer.</exception>
    public async Task<LedgerTotals> ReadAsync(CancellationToken cancellationToken)
    {
        var counted = book.AsOf;
        var end = await history.PositionAsync(cancellationToken);
        book.Check(end, counted);
        await SkipWhatWasDroppedAsync(end, cancellationToken);

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await book.ReadAsync(end, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The ledger is at message {book.AsOf} of {end.LastSequence}.");
        }
    }

    // A stream remembers how far it once came, also where nothing of that is left: no subscription would ever bring the last message.
    private async Task SkipWhatWasDroppedAsync(StreamPosition end, CancellationToken cancellationToken)
    {
        var counted = book.AsOf;
        if (counted < end.LastSequence && await history.NextAsync(counted, cancellationToken) is null)
            book.Skip(counted, end);
    }
}
