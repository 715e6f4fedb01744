using BoxBox.Orders.Stream;

namespace BoxBox.Orders.Work;

/// <summary>A delivery that holds no order: told to the stream as failed, where the subject names an order, and never delivered again.</summary>
internal sealed class UnreadableDelivery(IDelivery delivery, string fault, Workplace place)
{
    public async Task RefuseAsync(CancellationToken cancellationToken)
    {
        Log.Unreadable(place.Logger, delivery.Subject, fault);
        try
        {
            if (OrderReader.IdFrom(delivery.Subject) is { } orderId)
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
