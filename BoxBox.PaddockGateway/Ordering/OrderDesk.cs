namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Takes orders: gives each its id and puts it into the stream, where the maestro finds it (<c>orders.waiting_to_cook.ORDER-ID</c>).</summary>
internal sealed class OrderDesk(IOrderPublisher publisher, IOrderHistory history, StreamRoom room, GatewayTelemetry metrics, TimeProvider time, ILogger<OrderDesk> logger)
{
    /// <summary>How the gateway signs the steps it publishes.</summary>
    public const string By = "gateway";

    /// <returns>What came of it, and the order: the one that stands in the stream, where one does.</returns>
    public async Task<(Placement Placement, Order Order)> PlaceAsync(OrderRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var order = request.Place(key?.OrderIdFor(request.Username) ?? Guid.CreateVersion7(now), now);
        Activity.Current?.SetTag(OrderSpans.OrderId, order.OrderId.ToString("D"));
        using var scope = logger.ScopeOf(order.OrderId);

        var placed = await TryStoreAsync(order, mayBeThere: key is not null, cancellationToken);
        metrics.Placed(order.Size, placed.Placement);
        return placed;
    }

    private async Task<(Placement Placement, Order Order)> TryStoreAsync(Order order, bool mayBeThere, CancellationToken cancellationToken)
    {
        try
        {
            if (room.IsFull)
                return mayBeThere && await RecallAsync(order, cancellationToken) is (not Placement.Unavailable, _) and var earlier ? earlier : (Placement.NoRoom, order);

            var ack = await publisher.PublishAsync(order, By, cancellationToken);
            if (ack.Duplicate)
                return await RecallAsync(order, cancellationToken);

            Log.OrderStored(logger, order.OrderId, ack.Seq);
            return (Placement.Accepted, order);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.OrderNotStored(logger, order.OrderId, error);
            return (Placement.Unavailable, order);
        }
    }

    // An earlier attempt won, perhaps one that was answered 503 here or on another replica: the stream knows what it said.
    private async Task<(Placement Placement, Order Order)> RecallAsync(Order repeated, CancellationToken cancellationToken)
    {
        using var span = GatewayTelemetry.Spans.StartActivity("recall order")?.SetTag(OrderSpans.OrderId, repeated.OrderId.ToString("D"));
        var stored = (await history.FindAsync(OrderStatus.Pending, repeated.OrderId, cancellationToken))?.Order;
        if (stored is null)
            return (Placement.Unavailable, repeated);
        if (!stored.AsksForTheSameAs(repeated))
            return (Placement.KeyReused, stored);

        Log.OrderRecalled(logger, stored.OrderId);
        return (Placement.Repeated, stored);
    }
}

/// <summary>What came of placing an order.</summary>
internal enum Placement
{
    /// <summary>The order is in the stream.</summary>
    Accepted,

    /// <summary>The order is in the stream since an earlier attempt under the same key.</summary>
    Repeated,

    /// <summary>The key stands for an order of something else.</summary>
    KeyReused,

    /// <summary>The order was not stored: what room the stream has left is for the steps of accepted orders.</summary>
    NoRoom,

    /// <summary>Nobody knows whether the order is in the stream.</summary>
    Unavailable,
}
