namespace BoxBox.Orders.Work;

/// <summary>
/// A delivery that holds no order, or not the one that its subject names: the order that ends with it is told as failed, and the message is never
/// delivered again.
/// </summary>
internal sealed class UnreadableDelivery(IDelivery delivery, JsonException error, Workplace place)
{
    private readonly string _fault = error.Path is { } path ? $"The payload is not the JSON of an order, at {path}: {error.Message}" : error.Message;

    public async Task RefuseAsync(CancellationToken cancellationToken)
    {
        // Read as the ledger reads it.
        var isNamed = OrderSubjects.TryParse(delivery.Subject, out _, out var orderId);
        using var span = WorkTelemetry.TakeUp(place.Profile, delivery, isNamed ? orderId : null);
        using var scope = isNamed ? place.Logger.ScopeOf(orderId) : null;
        span.Fail("unreadable", _fault);
        Log.Unreadable(place.Logger, delivery.Subject, _fault);
        try
        {
            if (isNamed && await EndsWithItAsync(orderId, cancellationToken))
            {
                await place.Publisher.PublishAsync(Failed(orderId), place.Profile.Name, cancellationToken);
                place.Crew?.Tell(CrewEventKind.Failed, $"{orderId:D}", delivery.Attempt, _fault);
            }

            await Deadline.KeepAsync(place.Time, Deadline.Default, delivery.RejectAsync, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // It comes again after the ack wait, and is refused then.
            Log.NotRefused(place.Logger, e, delivery.Subject);
        }
    }

    /// <summary>Not an order that nobody placed; nor one whose own message can be read: that one goes its way, and this is a stray beside it.</summary>
    private async Task<bool> EndsWithItAsync(Guid orderId, CancellationToken cancellationToken)
    {
        if (place.Profile.Takes is not OrderStatus.Pending && await place.History.FindAsync(OrderStatus.Pending, orderId, cancellationToken) is null)
            return false;
        return await place.History.FindFirstAsync(place.Profile.Takes, orderId, cancellationToken) is not { Order: not null };
    }

    /// <summary>Stands for an order that nobody can read, so that its end can be told.</summary>
    private Order Failed(Guid orderId) => new Order
    {
        OrderId = orderId,
        Size = PizzaSize.Small,
        Destination = "unknown",
        Username = "unknown",
        OrderedAt = delivery.StoredAt,
        Status = OrderStatus.Pending,
        UpdatedAt = delivery.StoredAt,
    }.Fail(_fault, place.Time.GetUtcNow());
}
