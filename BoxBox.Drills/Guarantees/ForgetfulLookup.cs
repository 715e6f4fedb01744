namespace BoxBox.Drills.Guarantees;

/// <summary>
/// The stream as a worker reads it. Before he works on an order he looks up whether it was finished before, which alone keeps most repeated steps
/// out of the stream: without message ids he does not look it up either, or the drill would show next to nothing.
/// </summary>
internal sealed class ForgetfulLookup(IOrderLookup stream, DrillBoard board) : IOrderLookup
{
    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        board.Happens(FaultKind.WithoutMessageIds, status) ? Task.FromResult<StoredStep?>(null) : stream.FindAsync(status, orderId, cancellationToken);

    public Task<StoredStep?> FindFirstAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        stream.FindFirstAsync(status, orderId, cancellationToken);
}
