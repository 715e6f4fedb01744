namespace BoxBox.Orders.Work;

/// <summary>An order in a worker's hands, from its delivery until it is settled: finished, given back or given up.</summary>
public sealed class HeldOrder
{
    /// <summary>A worker who works on all of a batch at once lets nobody wait.</summary>
    private static readonly TimeSpan ShortestWaitToShow = TimeSpan.FromMilliseconds(5);

    private readonly IDelivery _delivery;
    private readonly Settlement _settlement;
    private readonly Shift _shift;
    private readonly Workplace _place;
    private readonly DateTimeOffset? _waitsSince;
    private Activity? _span;
    private bool _isLookedUp;

    internal HeldOrder(Order order, IDelivery delivery, Shift shift, Workplace place, bool isBehindOthers)
    {
        (Order, _delivery, _shift, _place) = (order, delivery, shift, place);
        _settlement = new Settlement(delivery, place.Time, lost: error => Log.NotSettled(place.Logger, error, order.OrderId), shift.Over);
        _waitsSince = isBehindOthers ? place.Time.GetUtcNow() : null;
    }

    /// <summary>The order as it stands after the last step that it reached here.</summary>
    public Order Order { get; private set; }

    public bool IsSettled => _settlement.IsOver;

    /// <summary>To hang spans under that belong to the order's trace, but not to its work.</summary>
    public ActivityContext Trace => _span?.Context ?? _delivery.Producer;

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
        Activity.Current = _span ??= TakeUp();
        using var scope = _place.Logger.ScopeOf(Order.OrderId);
        try
        {
            // A crash between publishing and acknowledging brings back an order whose work is done.
            if (IsSettled || (_delivery.Attempt > 1 && !_isLookedUp && await EndAsBeforeAsync(_shift.Over)))
                return false;
            await work(_shift.Over);
        }
        catch (Exception fault)
        {
            await SettleAsync(fault);
        }
        finally
        {
            CloseWhereSettled();
        }

        return IsSettled && Order.Status == _place.Profile.Gives;
    }

    /// <summary>Publishes that the order has reached a step on the way; returns once it is stored. Safe to repeat: a step is stored once.</summary>
    /// <returns>Whether to go on: not with an order that turned out to be finished, or to have failed, when the step stood there already.</returns>
    public async Task<bool> ReachAsync(OrderStatus step, CancellationToken cancellationToken)
    {
        var reached = Order.Reach(step, _place.Time.GetUtcNow());
        var ack = await _place.Publisher.PublishAsync(reached, _place.Profile.Name, cancellationToken);

        // Whose step stood there already was worked on before, though it came as a first delivery: the consumer was deleted and made anew, or a server
        // that crashed has forgotten the newest of it. And an end that stood there already may be the other one.
        if (ack.Duplicate && (OrderLifecycle.IsFinal(step) || !_isLookedUp) && await EndAsBeforeAsync(cancellationToken))
            return false;
        Order = reached;
        if (!ack.Duplicate)
            Log.StepReached(_place.Logger, Order.OrderId, WireName.Of(step));
        return true;
    }

    /// <summary>Publishes the worker's last step, and only when that is stored acknowledges the delivery. The one place that ends an order well.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        // Where the stream may have forgotten the message id of the order's other end, a look right before must do.
        if (OrderLifecycle.IsFinal(_place.Profile.Gives) && !_place.SurelyRemembers(Order) && await EndAsBeforeAsync(cancellationToken))
            return;
        if (await ReachAsync(_place.Profile.Gives, cancellationToken))
            await _settlement.AcknowledgeAsync(cancellationToken);
    }

    /// <summary>Tells the server that the order is still worked on; does nothing once it is being settled.</summary>
    internal Task ExtendAsync(CancellationToken cancellationToken) => _settlement.ExtendAsync(cancellationToken);

    /// <summary>Gives back what the worker left open: at once where the shift ends, so that a colleague takes it, else with a delay.</summary>
    internal async Task LeaveAsync()
    {
        if (IsSettled)
            return;
        await GiveBackAsync(_shift.Ending.IsCancellationRequested ? TimeSpan.Zero : _place.RestAfter(_delivery.Attempt));
        CloseWhereSettled();
    }

    private Activity? TakeUp()
    {
        if (_waitsSince is { } since && _place.Time.GetUtcNow() - since >= ShortestWaitToShow)
            WorkTelemetry.WaitedInBatch(_place.Profile, _delivery, Order.OrderId, since);
        return WorkTelemetry.TakeUp(_place.Profile, _delivery, Order.OrderId);
    }

    /// <summary>Settles an order with which, as the stream says, this worker is done already, or which has failed.</summary>
    /// <returns>Whether it is settled with that.</returns>
    private async Task<bool> EndAsBeforeAsync(CancellationToken cancellationToken)
    {
        _isLookedUp = true;
        var found = await Task.WhenAll(
            _place.History.FindAsync(_place.Profile.Gives, Order.OrderId, cancellationToken),
            _place.History.FindAsync(OrderStatus.Failed, Order.OrderId, cancellationToken));
        if (found is [not null, _])
        {
            Log.FinishedBefore(_place.Logger, Order.OrderId, _delivery.Attempt, WireName.Of(_place.Profile.Gives));
            await _settlement.AcknowledgeAsync(cancellationToken);
        }
        else if (found is [_, not null])
        {
            await _settlement.RejectAsync();
        }

        return IsSettled;
    }

    private async Task SettleAsync(Exception fault)
    {
        // The shift is over: at once, for a colleague.
        var isLetGo = fault is OperationCanceledException && _shift.Over.IsCancellationRequested;
        // As often as it takes. A call that somebody else broke off, such as a client that was closed, says nothing of the order.
        var isNotAtFault = fault is OperationCanceledException or ColleagueAwayException or NatsException or TimeoutException;
        if (!isLetGo)
            WorkTelemetry.Mark(_span, fault, isTheOrders: !isNotAtFault);
        if (IsSettled)
            Log.FaultAfterEnd(_place.Logger, fault, Order.OrderId);
        else if (isLetGo)
            await GiveBackAsync(TimeSpan.Zero);
        else if (isNotAtFault)
            await GiveBackAsync(_place.RestAfter(_delivery.Attempt), fault.Message);
        else
            await FailAsync(fault);
    }

    private async Task FailAsync(Exception fault)
    {
        var failures = _place.Failures.Add(Order.OrderId);
        Log.Failed(_place.Logger, fault, Order.OrderId, failures, _place.Profile.MostFailures);
        if (failures < _place.Profile.MostFailures && _delivery.Attempt < _place.Profile.MostDeliveries)
        {
            await GiveBackAsync(_place.RestAfter(failures), fault.Message);
            return;
        }

        var reason = $"Failed {failures} times at the {_place.Profile.Name}, at last (delivery {_delivery.Attempt}) with: {fault.Message}";
        try
        {
            await Deadline.KeepAsync(_place.Time, _settlement.Limit, token => GiveUpAsync(reason, token), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotSettled(_place.Logger, e, Order.OrderId);
        }
    }

    private Task GiveBackAsync(TimeSpan delay, string? reason = null)
    {
        if (reason is not null)
            Log.GivenBack(_place.Logger, Order.OrderId, delay.TotalSeconds, reason);
        _place.Crew?.Tell(CrewEventKind.GivenBack, $"{Order.OrderId:D}", _delivery.Attempt, reason);
        WorkTelemetry.GaveBack(_span, delay);
        return _settlement.GiveBackAsync(delay);
    }

    /// <summary>
    /// Not an order that a colleague has finished: he may have got it when this worker's ack wait ran out, and nobody knew. What he publishes between
    /// the look and the publish, the stream keeps out: the two ends of an order have one message id.
    /// </summary>
    private async Task GiveUpAsync(string reason, CancellationToken cancellationToken)
    {
        if (await EndAsBeforeAsync(cancellationToken))
            return;
        var ack = await _place.Publisher.PublishAsync(Order.Fail(reason, _place.Time.GetUtcNow()), _place.Profile.Name, cancellationToken);
        if (!ack.Duplicate)
            _place.Crew?.Tell(CrewEventKind.Failed, $"{Order.OrderId:D}", _delivery.Attempt, reason);
        if (!ack.Duplicate || !await EndAsBeforeAsync(cancellationToken))
            await _settlement.RejectAsync();
    }

    private void CloseWhereSettled()
    {
        if (!IsSettled)
            return;
        if (_settlement.Outcome is not Outcome.GivenBack)
            _place.Failures.Forget(Order.OrderId);
        _span?.SetTag("boxbox.outcome", _settlement.Outcome.ToString()).Stop();
    }
}
