namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Answers what the ledger says, never less than what was in the stream when it was asked.</summary>
internal sealed class LedgerReader(IOrderHistory history, OrderFeed feed, CurrentLedger ledger, TimeProvider time)
{
    /// <summary>How long an answer may wait for the ledger to catch up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="TimeoutException">The ledger did not catch up in time, or JetStream did not answer.</exception>
    public async Task<LedgerTotals> ReadAsync(CancellationToken cancellationToken)
    {
        var counted = feed.Position;
        var end = await history.PositionAsync(cancellationToken);
        feed.Check(end, counted);
        await SkipWhatWasDroppedAsync(end, cancellationToken);
        await ReachAsync(end, cancellationToken);
        return ledger.Totals;
    }

    /// <summary>Waits until all is counted that was in the stream when the feed began.</summary>
    /// <exception cref="TimeoutException">The feed has not begun, or not caught up in time.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await feed.Begun.WaitAsync(Patience, time, cancellationToken);
        await ReachAsync(ledger.Begun ?? throw new TimeoutException("The stream has not been found again yet."), cancellationToken);
    }

    private async Task ReachAsync(StreamPosition end, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await ledger.ReachAsync(end, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The ledger is at message {ledger.AsOf} of {end.LastSequence}.");
        }
    }

    // A stream remembers how far it once came, also where nothing of that is left: no subscription would ever bring the last message.
    private async Task SkipWhatWasDroppedAsync(StreamPosition end, CancellationToken cancellationToken)
    {
        var counted = ledger.AsOf;
        if (counted < end.LastSequence && await history.NextAsync(counted, cancellationToken) is null)
            ledger.Skip(counted, end);
    }
}
