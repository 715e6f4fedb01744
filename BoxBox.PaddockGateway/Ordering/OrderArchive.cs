using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Looks an order up in the stream, the only place that keeps it.</summary>
internal sealed class OrderArchive(IOrderHistory history)
{
    /// <returns>The order and its steps; null where the stream has none of them.</returns>
    public async Task<OrderDetails?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        Order? newest = null;
        var steps = new List<OrderStep>();
        foreach (var entry in await history.StepsAsync(orderId, 0, cancellationToken))
        {
            if (entry.Order is not { } order)
                continue;

            newest = order;
            steps.Add(new OrderStep(order.Status, order.UpdatedAt, entry.By));
        }

        return newest is null ? null : OrderDetails.Of(newest, steps);
    }
}
