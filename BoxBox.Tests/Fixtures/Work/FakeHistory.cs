using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Orders;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Knows of the given steps, and of nothing else.</summary>
public sealed class FakeHistory(params (Guid OrderId, OrderStatus Step)[] steps) : IOrderHistory
{
    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        Task.FromResult(steps.Contains((orderId, status)) ? new StoredStep(1, null, "tester") : null);

    public Task<StreamPosition> PositionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredStep>>([.. steps
            .Where(found => found.OrderId == orderId)
            .Select(found => new StoredStep(1, WorkBench.Order() with { OrderId = orderId, Status = found.Step }, "tester"))]);

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredStep> ReadAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredStep> FollowAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();
}
