using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Following;

/// <summary>Compares what was placed with the ledger. A ledger that cannot be had is no finding.</summary>
internal sealed class Bookkeeper(GatewayClient gateway, Func<long> placed)
{
    private LedgerTotals? _before;

    public async Task OpenAsync(CancellationToken cancellationToken) => _before = await LedgerAsync(cancellationToken);

    /// <summary>Null while there is no ledger.</summary>
    public async Task<Books?> CompareAsync(CancellationToken cancellationToken)
    {
        // First, since what is placed while the ledger is asked need not be in it.
        var count = placed();
        return _before is not null && await LedgerAsync(cancellationToken) is { } now ? new Books(_before, now, count) : null;
    }

    private async Task<LedgerTotals?> LedgerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.LedgerAsync(cancellationToken);
        }
        catch (Exception e) when (Failure.IsTheirs(e) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
