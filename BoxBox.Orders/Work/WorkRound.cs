namespace BoxBox.Orders.Work;

/// <summary>One round of a worker: takes a batch, works it, settles all of it, rests.</summary>
internal sealed class WorkRound(IWorkQueue queue, IOrderWorker worker, Workplace place)
{
    /// <summary>Three times within the ack wait, so that one lost extension does no harm.</summary>
    private readonly TimeSpan _extendEvery = place.Orders.Value.AckWait / 3;

    public async Task RunAsync(Shift shift)
    {
        var (batch, unreadable) = await TakeAsync(shift);
        using var done = new CancellationTokenSource();
        var kept = KeepAliveAsync(batch, done.Token);
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
            // On the thread it is called on, and back to it: the simulation of the protocol has only one.
            done.Cancel();
            await kept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await worker.RestAsync(shift);
    }

    private async Task<(IReadOnlyList<HeldOrder> Batch, IReadOnlyList<UnreadableDelivery> Unreadable)> TakeAsync(Shift shift)
    {
        var batch = new List<HeldOrder>();
        var unreadable = new List<UnreadableDelivery>();
        foreach (var delivery in await queue.FetchAsync(place.Profile.BatchSize, place.Profile.FetchMaxWait, shift.Ending))
        {
            try
            {
                var order = OrderJson.Deserialize(delivery.Payload.Span, delivery.Subject);
                if (delivery.Attempt > 1)
                    place.Crew?.Tell(CrewEventKind.Redelivered, $"{order.OrderId:D}", delivery.Attempt);
                batch.Add(new HeldOrder(order, delivery, shift, place, isBehindOthers: batch.Count > 0));
            }
            catch (JsonException error)
            {
                unreadable.Add(new UnreadableDelivery(delivery, error, place));
            }
        }

        return (batch, unreadable);
    }

    /// <summary>Tells the server again and again that the orders are still worked on; those that are settled, or are about to be, drop out.</summary>
    private async Task KeepAliveAsync(IReadOnlyList<HeldOrder> batch, CancellationToken done)
    {
        if (batch.Count == 0)
            return;
        using var timer = new PeriodicTimer(_extendEvery, place.Time);
        while (await timer.WaitForNextTickAsync(done))
        {
            foreach (var order in batch)
                await ExtendAsync(order, done);
        }
    }

    private async Task ExtendAsync(HeldOrder order, CancellationToken done)
    {
        try
        {
            await order.ExtendAsync(done);
        }
        catch (Exception e) when (!done.IsCancellationRequested)
        {
            // At worst the order is delivered to a colleague as well, and the stream stores each step once.
            using var scope = place.Logger.ScopeOf(order.Order.OrderId);
            Log.NotExtended(place.Logger, e, order.Order.OrderId);
        }
    }
}
