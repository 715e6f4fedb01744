using System.Collections.Concurrent;
using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Orders;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Knows of the given steps, and of nothing else.</summary>
public sealed class FakeHistory(params (Guid OrderId, OrderStatus Step)[] steps) : IOrderHistory
{
    private readonly ConcurrentQueue<(Guid OrderId, OrderStatus Step)> _steps = new(steps);
    private readonly ConcurrentQueue<OrderStatus> _asked = [];

    /// <summary>The steps that were looked for.</summary>
    public IReadOnlyList<OrderStatus> Asked => [.. _asked];

    public void Add(Guid orderId, OrderStatus step) => _steps.Enqueue((orderId, step));

    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken)
    {
        _asked.Enqueue(status);
        return Task.FromResult(_steps.Contains((orderId, status)) ? new StoredStep(1, null, "tester") : null);
    }

    public Task<StreamPosition> PositionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredStep>>([.. _steps
            .Where(found => found.OrderId == orderId)
            .Select(found => new StoredStep(1, WorkBench.Order() with { OrderId = orderId, Status = found.Step }, "tester"))]);

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredStep> ReadAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredStep> FollowAsync(ulong after, CancellationToken cancellationToken) => throw new NotSupportedException();
}
