using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Looks an order up in the stream, the only place that keeps it.</summary>
internal sealed class OrderArchive(IOrderLog log)
{
    // An order has at most six steps; more are only there if the guarantees were broken, and then they should be seen, but not without end.
    private const int MaxSteps = 100;

    /// <returns>The order and its steps; null where the stream has none of them.</returns>
    public async Task<OrderDetails?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        Order? newest = null;
        var history = new List<OrderStep>();
        for (ulong after = 0; history.Count < MaxSteps && await log.NextAsync(after, orderId, cancellationToken) is { } entry; after = entry.Sequence)
        {
            if (entry.Order is not { } order)
                continue;

            newest = order;
            history.Add(new OrderStep(order.Status, order.UpdatedAt, entry.By));
        }

        return newest is null ? null : OrderDetails.Of(newest, history);
    }
}
