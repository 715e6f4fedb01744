using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Looks an order up: where the ledger still holds it, there; else in the stream, the only place that keeps it.</summary>
internal sealed class OrderArchive(IOrderHistory history, CurrentLedger ledger)
{
    /// <returns>The order and its steps; null where the stream has none of them.</returns>
    public async Task<OrderDetails?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        if (ledger.Find(orderId) is { } held)
            return held;

        Order? newest = null;
        string? traceId = null;
        var steps = new List<OrderStep>();
        foreach (var stored in await history.StepsAsync(orderId, 0, cancellationToken))
        {
            if (stored.Order is not { } order)
                continue;

            (newest, traceId) = (order, traceId ?? stored.TraceId);
            steps.Add(new OrderStep(order.Status, order.UpdatedAt, stored.By));
        }

        return newest is null ? null : OrderDetails.Of(newest, traceId, steps);
    }
}
