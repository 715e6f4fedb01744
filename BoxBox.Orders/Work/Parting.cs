namespace BoxBox.Orders.Work;

/// <summary>How an order leaves a worker's hands: which end its delivery takes, and what is told of it. Its span ends with it.</summary>
internal sealed class Parting(IDelivery delivery, Shift shift, Workplace place)
{
    /// <summary>After the shift is over there is little time left to settle.</summary>
    internal static readonly TimeSpan LastCallLimit = TimeSpan.FromSeconds(1);

    private readonly Settlement settlement = new(delivery, place.Time);

    public Activity? Span { get; set; }

    public bool IsOver => settlement.IsOver;

    /// <summary>Whether the stream was asked what had become of the order before.</summary>
    public bool IsLookedUp { get; private set; }

    private TimeSpan Limit => shift.Over.IsCancellationRequested ? LastCallLimit : Deadline.Default;

    public Task ExtendAsync(CancellationToken cancellationToken) => settlement.ExtendAsync(cancellationToken);

    public async Task AcknowledgeAsync(Order order, CancellationToken cancellationToken)
    {
        await settlement.AcknowledgeAsync(cancellationToken);
        Close(order);
    }

    /// <summary>Settles an order with which, as the stream says, this worker is done already, or which has failed.</summary>
    /// <returns>Whether it is settled with that.</returns>
    public async Task<bool> EndAsBeforeAsync(Order order, CancellationToken cancellationToken)
    {
        IsLookedUp = true;
        var found = await Task.WhenAll(
            place.History.FindAsync(place.Profile.Gives, order.OrderId, cancellationToken),
            place.History.FindAsync(OrderStatus.Failed, order.OrderId, cancellationToken));
        if (found is [not null, _])
        {
            Log.FinishedBefore(place.Logger, order.OrderId, delivery.Attempt, WireName.Of(place.Profile.Gives));
            await AcknowledgeAsync(order, cancellationToken);
        }
        else if (found is [_, not null])
        {
            await RejectAsync(order);
        }

        return IsOver;
    }

    /// <summary>A fault in the work settles the order, whatever it was.</summary>
    public async Task SettleAsync(Order order, Exception fault)
    {
        // The shift is over: at once, for a colleague.
        var isLetGo = fault is OperationCanceledException && shift.Over.IsCancellationRequested;
        // As often as it takes. A call that somebody else broke off, such as a client that was closed, says nothing of the order.
        var isNotAtFault = fault is OperationCanceledException or ColleagueAwayException or NatsException or TimeoutException;
        if (!isLetGo)
            WorkTelemetry.Mark(Span, fault, isTheOrders: !isNotAtFault);
        if (IsOver)
        {
            Log.FaultAfterEnd(place.Logger, fault, order.OrderId);
        }
        else if (isLetGo)
        {
            await GiveBackAsync(order, TimeSpan.Zero);
        }
        else if (isNotAtFault)
        {
            var delay = place.Profile.Delay.After(delivery.Attempt, place.Dice);
            Log.NotAtFault(place.Logger, order.OrderId, fault.Message, delay.TotalSeconds);
            await GiveBackAsync(order, delay, fault.Message);
        }
        else
        {
            await FailAsync(order, fault);
        }
    }

    public async Task GiveBackAsync(Order order, TimeSpan delay, string? reason = null)
    {
        place.Crew?.Tell(CrewEventKind.GivenBack, $"{order.OrderId:D}", delivery.Attempt, reason);
        WorkTelemetry.GaveBack(Span, delay);
        await TryAsync(order, () => settlement.GiveBackAsync(delay, Limit));
        Close(order);
    }

    private async Task FailAsync(Order order, Exception fault)
    {
        var failures = place.Failures.Add(order.OrderId);
        Log.Failed(place.Logger, fault, order.OrderId, failures, place.Profile.MostFailures);
        var reason = $"Failed {failures} times at the {place.Profile.Name}, at last (delivery {delivery.Attempt}) with: {fault.Message}";
        if (failures < place.Profile.MostFailures && delivery.Attempt < place.Profile.MostDeliveries)
            await GiveBackAsync(order, place.Profile.Delay.After(failures, place.Dice), fault.Message);
        else
            await TryAsync(order, () => Deadline.KeepAsync(place.Time, Limit, token => GiveUpAsync(order, reason, token), CancellationToken.None));
    }

    /// <summary>
    /// Not an order that a colleague has finished: he may have got it when this worker's ack wait ran out, and nobody knew. What he publishes between
    /// the look and the publish, the stream keeps out: the two ends of an order have one message id.
    /// </summary>
    private async Task GiveUpAsync(Order order, string reason, CancellationToken cancellationToken)
    {
        if (await EndAsBeforeAsync(order, cancellationToken))
            return;
        var ack = await place.Publisher.PublishAsync(order.Fail(reason, place.Time.GetUtcNow()), place.Profile.Name, cancellationToken);
        if (!ack.Duplicate)
            place.Crew?.Tell(CrewEventKind.Failed, $"{order.OrderId:D}", delivery.Attempt, reason);
        if (!ack.Duplicate || !await EndAsBeforeAsync(order, cancellationToken))
            await RejectAsync(order);
    }

    private async Task RejectAsync(Order order)
    {
        await TryAsync(order, () => settlement.RejectAsync(Limit));
        Close(order);
    }

    private async Task TryAsync(Order order, Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception e)
        {
            Log.NotSettled(place.Logger, e, order.OrderId);
        }
    }

    private void Close(Order order)
    {
        if (settlement.Outcome is not Outcome.GivenBack)
            place.Failures.Forget(order.OrderId);
        Span?.SetTag("boxbox.outcome", settlement.Outcome.ToString());
        Span?.Stop();
    }
}
