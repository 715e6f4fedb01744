namespace BoxBox.Fattorino.Delivery;

/// <summary>The Fattorino at work: takes what he was given on one trip, and tells of each pizza when he rides off and when he has arrived.</summary>
internal sealed class DeliveryWorker(Trip trip) : IOrderWorker
{
    public async Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift)
    {
        if (shift.Ending.IsCancellationRequested)
            return;

        // Each for itself: what goes wrong with one pizza is settled there, and the others go on.
        await Task.WhenAll(batch.Select(order => order.AttemptAsync(token => order.ReachAsync(OrderStatus.OutForDelivery, token))));
        HeldOrder[] aboard = [.. batch.Where(order => !order.IsSettled)];
        if (aboard.Length > 0 && await trip.RideAsync(aboard, shift.Over))
            await Task.WhenAll(aboard.Select(order => order.AttemptAsync(order.FinishAsync)));
    }

    public Task RestAsync(Shift shift) => Task.CompletedTask;
}
