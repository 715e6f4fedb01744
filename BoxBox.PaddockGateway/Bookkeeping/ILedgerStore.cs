using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Where every gateway finds the newest snapshot of the ledger.</summary>
internal interface ILedgerStore
{
    /// <returns>The snapshot; null where there is none that fits the stream.</returns>
    Task<LedgerSnapshot?> LoadAsync(StreamPosition stream, CancellationToken cancellationToken);

    /// <summary>Saves a snapshot, unless one of a later message of the same stream is there.</summary>
    Task SaveAsync(LedgerSnapshot snapshot, CancellationToken cancellationToken);
}
