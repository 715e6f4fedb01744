namespace BoxBox.Orders.Work;

/// <summary>One round of a worker: takes a batch, works it, settles all of it, rests.</summary>
internal sealed class WorkRound(IWorkQueue queue, IOrderWorker worker, Workplace place)
{
    /// <summary>Three times within the ack wait, so that one lost extension does no harm.</summary>
    private readonly TimeSpan extendEvery = place.Orders.Value.AckWait / 3;

    public async Task RunAsync(Shift shift)
    {
        var (batch, unreadable) = await TakeAsync(shift);
        await using (new KeepAlive(batch, extendEvery, place.Time, place.Logger))
        {
            try
            {
                // All at once: with NATS away each takes long, and the orders beside them wait.
                await Task.WhenAll(unreadable.Select(delivery => delivery.RefuseAsync(shift.Over)));
                if (batch.Count > 0)
                    await worker.WorkAsync(batch, shift);
            }
            finally
            {
                await Task.WhenAll(batch.Select(order => order.LeaveAsync()));
            }
        }

        await worker.RestAsync(shift);
    }

    private async Task<(IReadOnlyList<HeldOrder> Batch, IReadOnlyList<UnreadableDelivery> Unreadable)> TakeAsync(Shift shift)
    {
        var batch = new List<HeldOrder>();
        var unreadable = new List<UnreadableDelivery>();
        foreach (var delivery in await queue.FetchAsync(place.Profile.BatchSize, place.Profile.FetchMaxWait, shift.Ending))
        {
            var (order, fault) = OrderReader.Read(delivery);
            if (order is null)
            {
                unreadable.Add(new UnreadableDelivery(delivery, fault!, place));
                continue;
            }

            if (delivery.Attempt > 1)
                place.Crew?.Tell(CrewEventKind.Redelivered, $"{order.OrderId:D}", delivery.Attempt);
            batch.Add(new HeldOrder(order, delivery, shift, place, isBehindOthers: batch.Count > 0));
        }

        return (batch, unreadable);
    }
}
