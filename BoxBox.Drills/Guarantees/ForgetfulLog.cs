using BoxBox.Drills.Faults;
using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.Drills.Guarantees;

/// <summary>
/// The stream as a worker reads it. Before he works on an order he looks up whether it was finished before, which alone keeps most repeated steps
/// out of the stream: without message ids he does not look it up either, or the drill would show next to nothing.
/// </summary>
internal sealed class ForgetfulLog(IOrderLog log, DrillBoard board) : IOrderLog
{
    public Task<LogEntry?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        board.Plan.WithoutMessageIds ? Task.FromResult<LogEntry?>(null) : log.FindAsync(status, orderId, cancellationToken);

    public Task<LogPosition> PositionAsync(CancellationToken cancellationToken) => log.PositionAsync(cancellationToken);

    public Task<IReadOnlyList<LogEntry>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken) =>
        log.StepsAsync(orderId, after, cancellationToken);

    public Task<LogEntry?> NextAsync(ulong after, CancellationToken cancellationToken) => log.NextAsync(after, cancellationToken);

    public IAsyncEnumerable<LogEntry> ReadAsync(ulong after, CancellationToken cancellationToken) => log.ReadAsync(after, cancellationToken);

    public IAsyncEnumerable<LogEntry> FollowAsync(ulong after, CancellationToken cancellationToken) => log.FollowAsync(after, cancellationToken);

    public IAsyncEnumerable<LogHeadline> FollowHeadlinesAsync(ulong after, CancellationToken cancellationToken) =>
        log.FollowHeadlinesAsync(after, cancellationToken);
}
