namespace BoxBox.Drills.Guarantees;

/// <summary>
/// The stream as a worker reads it. Before he works on an order he looks up whether it was finished before, which alone keeps most repeated steps
/// out of the stream: without message ids he does not look it up either, or the drill would show next to nothing.
/// </summary>
internal sealed class ForgetfulHistory(IOrderHistory history, DrillBoard board) : IOrderHistory
{
    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        board.Happens(FaultKind.WithoutMessageIds, status) ? Task.FromResult<StoredStep?>(null) : history.FindAsync(status, orderId, cancellationToken);

    public Task<StreamPosition> PositionAsync(CancellationToken cancellationToken) => history.PositionAsync(cancellationToken);

    public Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken) =>
        history.StepsAsync(orderId, after, cancellationToken);

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken) => history.NextAsync(after, cancellationToken);

    public IAsyncEnumerable<StoredStep> ReadAsync(ulong after, CancellationToken cancellationToken) => history.ReadAsync(after, cancellationToken);

    public IAsyncEnumerable<StoredStep> FollowAsync(ulong after, CancellationToken cancellationToken) => history.FollowAsync(after, cancellationToken);
}
