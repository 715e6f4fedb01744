using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Orders;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Knows of the given steps, and of nothing else.</summary>
public sealed class FakeLog(params (Guid OrderId, OrderStatus Step)[] steps) : IOrderLog
{
    public Task<LogEntry?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        Task.FromResult(steps.Contains((orderId, status)) ? new LogEntry(1, null, "tester") : null);

    public Task<LogPosition> PositionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LogEntry>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LogEntry>>([.. steps
            .Where(found => found.OrderId == orderId)
            .Select(found => new LogEntry(1, WorkBench.Order() with { OrderId = orderId, Status = found.Step }, "tester"))]);

    public Task<LogEntry?> NextAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> ReadAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> FollowAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LogHeadline> FollowHeadlinesAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();
}
