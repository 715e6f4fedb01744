using BoxBox.Orders.Stream;

namespace BoxBox.Orders.Work;

/// <summary>A delivery that holds no order: told to the stream as failed, where the subject names an order, and never delivered again.</summary>
internal sealed class UnreadableDelivery(IDelivery delivery, string fault, Workplace place)
{
    public async Task RefuseAsync(CancellationToken cancellationToken)
    {
        var named = OrderReader.IdFrom(delivery.Subject);
        using var span = WorkTelemetry.TakeUp(place.Profile, delivery, named);
        using var scope = named is { } id ? OrderTelemetry.Scope(place.Logger, id) : null;
        WorkTelemetry.Fail(span, "unreadable", fault);
        Log.Unreadable(place.Logger, delivery.Subject, fault);
        try
        {
            if (named is { } orderId)
                await place.Publisher.PublishAsync(OrderReader.Unreadable(orderId, delivery, fault, place.Time.GetUtcNow()), place.Profile.Name, cancellationToken);
            await Deadline.KeepAsync(place.Time, Deadline.Default, delivery.RejectAsync, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // It comes again after the ack wait, and is refused then.
            Log.NotRefused(place.Logger, e, delivery.Subject);
        }
    }
}
