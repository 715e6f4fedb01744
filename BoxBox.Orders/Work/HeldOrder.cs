namespace BoxBox.Orders.Work;

/// <summary>An order in a worker's hands, from its delivery until it is settled: finished, given back or given up.</summary>
public sealed class HeldOrder
{
    /// <summary>A worker who works on all of a batch at once lets nobody wait.</summary>
    private static readonly TimeSpan ShortestWaitToShow = TimeSpan.FromMilliseconds(5);

    private readonly IDelivery delivery;
    private readonly Settlement settlement;
    private readonly Shift shift;
    private readonly Workplace place;
    private readonly DateTimeOffset? waitsSince;
    private Activity? span;
    private bool isLookedUp;

    internal HeldOrder(Order order, IDelivery delivery, Shift shift, Workplace place, bool isBehindOthers)
    {
        (Order, this.delivery, this.shift, this.place) = (order, delivery, shift, place);
        settlement = new Settlement(delivery, place.Time, lost: error => Log.NotSettled(place.Logger, error, order.OrderId), shift.Over);
        waitsSince = isBehindOthers ? place.Time.GetUtcNow() : null;
    }

    /// <summary>The order as it stands after the last step that it reached here.</summary>
    public Order Order { get; private set; }

    public bool IsSettled => settlement.IsOver;

    /// <summary>To hang spans under that belong to the order's trace, but not to its work.</summary>
    public ActivityContext Trace => span?.Context ?? delivery.Producer;

    /// <summary>
    /// Works on the order; may be called again until the order is settled. A fault in the work settles it: given back with a growing delay where
    /// a colleague (<see cref="ColleagueAwayException"/>) or NATS is away, or up to <see cref="WorkerProfile.MostFailures"/> failures
    /// (or a failure after <see cref="WorkerProfile.MostDeliveries"/> deliveries); then given up, which ends it in <see cref="OrderStatus.Failed"/>.
    /// An order that was finished before is not worked on again.
    /// </summary>
    /// <param name="work">Gets the token on whose cancellation the order must be let go.</param>
    /// <returns>Whether the work ran and finished the order; not where the order was finished before.</returns>
    public async Task<bool> AttemptAsync(Func<CancellationToken, Task> work)
    {
        Activity.Current = span ??= TakeUp();
        using var scope = place.Logger.ScopeOf(Order.OrderId);
        try
        {
            // A crash between publishing and acknowledging brings back an order whose work is done.
            if (IsSettled || (delivery.Attempt > 1 && !isLookedUp && await EndAsBeforeAsync(shift.Over)))
                return false;
            await work(shift.Over);
        }
        catch (Exception fault)
        {
            await SettleAsync(fault);
        }
        finally
        {
            CloseWhereSettled();
        }

        return IsSettled && Order.Status == place.Profile.Gives;
    }

    /// <summary>Publishes that the order has reached a step on the way; returns once it is stored. Safe to repeat: a step is stored once.</summary>
    /// <returns>Whether to go on: not with an order that turned out to be finished, or to have failed, when the step stood there already.</returns>
    public async Task<bool> ReachAsync(OrderStatus step, CancellationToken cancellationToken)
    {
        var reached = Order.Reach(step, place.Time.GetUtcNow());
        var ack = await place.Publisher.PublishAsync(reached, place.Profile.Name, cancellationToken);

        // Whose step stood there already was worked on before, though it came as a first delivery: the consumer was deleted and made anew, or a server
        // that crashed has forgotten the newest of it. And an end that stood there already may be the other one.
        if (ack.Duplicate && (OrderLifecycle.IsFinal(step) || !isLookedUp) && await EndAsBeforeAsync(cancellationToken))
            return false;
        Order = reached;
        if (!ack.Duplicate)
            Log.StepReached(place.Logger, Order.OrderId, WireName.Of(step));
        return true;
    }

    /// <summary>Publishes the worker's last step, and only when that is stored acknowledges the delivery. The one place that ends an order well.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        // Where the stream may have forgotten the message id of the order's other end, a look right before must do.
        if (OrderLifecycle.IsFinal(place.Profile.Gives) && !place.SurelyRemembers(Order) && await EndAsBeforeAsync(cancellationToken))
            return;
        if (await ReachAsync(place.Profile.Gives, cancellationToken))
            await settlement.AcknowledgeAsync(cancellationToken);
    }

    /// <summary>Tells the server that the order is still worked on; does nothing once it is being settled.</summary>
    internal Task ExtendAsync(CancellationToken cancellationToken) => settlement.ExtendAsync(cancellationToken);

    /// <summary>Gives back what the worker left open: at once where the shift ends, so that a colleague takes it, else with a delay.</summary>
    internal async Task LeaveAsync()
    {
        if (IsSettled)
            return;
        await GiveBackAsync(shift.Ending.IsCancellationRequested ? TimeSpan.Zero : place.RestAfter(delivery.Attempt));
        CloseWhereSettled();
    }

    private Activity? TakeUp()
    {
        if (waitsSince is { } since && place.Time.GetUtcNow() - since >= ShortestWaitToShow)
            WorkTelemetry.WaitedInBatch(place.Profile, delivery, Order.OrderId, since);
        return WorkTelemetry.TakeUp(place.Profile, delivery, Order.OrderId);
    }

    /// <summary>Settles an order with which, as the stream says, this worker is done already, or which has failed.</summary>
    /// <returns>Whether it is settled with that.</returns>
    private async Task<bool> EndAsBeforeAsync(CancellationToken cancellationToken)
    {
        isLookedUp = true;
        var found = await Task.WhenAll(
            place.History.FindAsync(place.Profile.Gives, Order.OrderId, cancellationToken),
            place.History.FindAsync(OrderStatus.Failed, Order.OrderId, cancellationToken));
        if (found is [not null, _])
        {
            Log.FinishedBefore(place.Logger, Order.OrderId, delivery.Attempt, WireName.Of(place.Profile.Gives));
            await settlement.AcknowledgeAsync(cancellationToken);
        }
        else if (found is [_, not null])
        {
            await settlement.RejectAsync();
        }

        return IsSettled;
    }

    private async Task SettleAsync(Exception fault)
    {
        // The shift is over: at once, for a colleague.
        var isLetGo = fault is OperationCanceledException && shift.Over.IsCancellationRequested;
        // As often as it takes. A call that somebody else broke off, such as a client that was closed, says nothing of the order.
        var isNotAtFault = fault is OperationCanceledException or ColleagueAwayException or NatsException or TimeoutException;
        if (!isLetGo)
            WorkTelemetry.Mark(span, fault, isTheOrders: !isNotAtFault);
        if (IsSettled)
            Log.FaultAfterEnd(place.Logger, fault, Order.OrderId);
        else if (isLetGo)
            await GiveBackAsync(TimeSpan.Zero);
        else if (isNotAtFault)
            await GiveBackAsync(place.RestAfter(delivery.Attempt), fault.Message);
        else
            await FailAsync(fault);
    }

    private async Task FailAsync(Exception fault)
    {
        var failures = place.Failures.Add(Order.OrderId);
        Log.Failed(place.Logger, fault, Order.OrderId, failures, place.Profile.MostFailures);
        if (failures < place.Profile.MostFailures && delivery.Attempt < place.Profile.MostDeliveries)
        {
            await GiveBackAsync(place.RestAfter(failures), fault.Message);
            return;
        }

        var reason = $"Failed {failures} times at the {place.Profile.Name}, at last (delivery {delivery.Attempt}) with: {fault.Message}";
        try
        {
            await Deadline.KeepAsync(place.Time, settlement.Limit, token => GiveUpAsync(reason, token), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotSettled(place.Logger, e, Order.OrderId);
        }
    }

    private Task GiveBackAsync(TimeSpan delay, string? reason = null)
    {
        if (reason is not null)
            Log.GivenBack(place.Logger, Order.OrderId, delay.TotalSeconds, reason);
        place.Crew?.Tell(CrewEventKind.GivenBack, $"{Order.OrderId:D}", delivery.Attempt, reason);
        WorkTelemetry.GaveBack(span, delay);
        return settlement.GiveBackAsync(delay);
    }

    /// <summary>
    /// Not an order that a colleague has finished: he may have got it when this worker's ack wait ran out, and nobody knew. What he publishes between
    /// the look and the publish, the stream keeps out: the two ends of an order have one message id.
    /// </summary>
    private async Task GiveUpAsync(string reason, CancellationToken cancellationToken)
    {
        if (await EndAsBeforeAsync(cancellationToken))
            return;
        var ack = await place.Publisher.PublishAsync(Order.Fail(reason, place.Time.GetUtcNow()), place.Profile.Name, cancellationToken);
        if (!ack.Duplicate)
            place.Crew?.Tell(CrewEventKind.Failed, $"{Order.OrderId:D}", delivery.Attempt, reason);
        if (!ack.Duplicate || !await EndAsBeforeAsync(cancellationToken))
            await settlement.RejectAsync();
    }

    private void CloseWhereSettled()
    {
        if (!IsSettled)
            return;
        if (settlement.Outcome is not Outcome.GivenBack)
            place.Failures.Forget(Order.OrderId);
        span?.SetTag("boxbox.outcome", settlement.Outcome.ToString()).Stop();
    }
}
