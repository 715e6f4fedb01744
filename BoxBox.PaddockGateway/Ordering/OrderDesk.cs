using System.Diagnostics;
using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Takes orders: gives each its id and puts it into the stream, where the maestro finds it (<c>orders.waiting_to_cook.ORDER-ID</c>).</summary>
internal sealed class OrderDesk(IOrderPublisher publisher, IOrderHistory history, GatewayMetrics metrics, TimeProvider time, ILogger<OrderDesk> logger)
{
    /// <summary>How the gateway signs the steps it publishes.</summary>
    public const string By = "gateway";

    public async Task<Placement> PlaceAsync(OrderDraft draft, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var order = draft.Place(key?.OrderIdFor(draft.Username) ?? Guid.CreateVersion7(now), now);
        Activity.Current?.SetTag(OrderTelemetry.OrderIdKey, order.OrderId.ToString("D"));
        using var scope = OrderTelemetry.Scope(logger, order.OrderId);

        var placement = await TryStoreAsync(order, cancellationToken);
        metrics.Placed(draft.Size, placement);
        return placement;
    }

    private async Task<Placement> TryStoreAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            var ack = await publisher.PublishAsync(order, By, cancellationToken);
            if (ack.Duplicate)
                return await RecallAsync(order, cancellationToken);

            Log.OrderStored(logger, order.OrderId, ack.Seq);
            return new Placement.Stored(order, Earlier: false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.OrderNotStored(logger, order.OrderId, error);
            return new Placement.Unavailable();
        }
    }

    // An earlier attempt won, perhaps one that was answered 503 here or on another replica: the stream knows what it said.
    private async Task<Placement> RecallAsync(Order repeated, CancellationToken cancellationToken)
    {
        var stored = (await history.FindAsync(OrderStatus.Pending, repeated.OrderId, cancellationToken))?.Order;
        if (stored is null)
            return new Placement.Unavailable();
        if (!stored.AsksForTheSameAs(repeated))
            return new Placement.KeyReused(stored.OrderId);

        Log.OrderRecalled(logger, stored.OrderId);
        return new Placement.Stored(stored, Earlier: true);
    }
}
