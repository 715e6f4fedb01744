namespace BoxBox.Orders.Work;

/// <summary>An order in a worker's hands, from its delivery until it is settled: finished, given back or given up.</summary>
public sealed class HeldOrder
{
    /// <summary>A worker who works on all of a batch at once lets nobody wait.</summary>
    private static readonly TimeSpan ShortestWaitToShow = TimeSpan.FromMilliseconds(5);

    /// <summary>Whatever end an order has that is younger than this, the stream remembers its message id; the half is for clocks that differ.</summary>
    private static readonly TimeSpan SurelyRemembered = OrderStreamConfig.DuplicateWindow / 2;

    private readonly IDelivery delivery;
    private readonly Parting parting;
    private readonly Shift shift;
    private readonly Workplace place;
    private readonly bool isBehindOthers;
    private readonly DateTimeOffset takenAt;

    internal HeldOrder(Order order, IDelivery delivery, Shift shift, Workplace place, bool isBehindOthers)
    {
        (Order, this.delivery, this.shift, this.place, this.isBehindOthers) = (order, delivery, shift, place, isBehindOthers);
        parting = new Parting(delivery, shift, place);
        takenAt = place.Time.GetUtcNow();
    }

    /// <summary>The order as it stands after the last step that it reached here.</summary>
    public Order Order { get; private set; }

    public bool IsSettled => parting.IsOver;

    /// <summary>To hang spans under that belong to the order's trace, but not to its work.</summary>
    public ActivityContext Trace => parting.Span?.Context ?? delivery.Producer;

    private bool IsDone => Order.Status == place.Profile.Gives;

    /// <summary>
    /// Works on the order; may be called again until the order is settled. A fault in the work settles it: given back with a growing delay where
    /// a colleague (<see cref="ColleagueAwayException"/>) or NATS is away, or up to <see cref="WorkerProfile.MostFailures"/> failures
    /// (or a failure after <see cref="WorkerProfile.MostDeliveries"/> deliveries); then given up, which ends it in <see cref="OrderStatus.Failed"/>. An order that was finished before is not worked on again.
    /// </summary>
    /// <param name="work">Gets the token on whose cancellation the order must be let go.</param>
    /// <returns>Whether the work ran and finished the order; not where the order was finished before.</returns>
    public async Task<bool> AttemptAsync(Func<CancellationToken, Task> work)
    {
        Activity.Current = parting.Span ??= TakeUp();
        using var scope = place.Logger.ScopeOf(Order.OrderId);
        try
        {
            // A crash between publishing and acknowledging brings back an order whose work is done.
            if (IsSettled || (delivery.Attempt > 1 && !parting.IsLookedUp && await parting.EndAsBeforeAsync(Order, shift.Over)))
                return false;
            await work(shift.Over);
        }
        catch (Exception fault)
        {
            await parting.SettleAsync(Order, fault);
        }

        return IsSettled && IsDone;
    }

    /// <summary>Publishes that the order has reached a step on the way; returns once it is stored. Safe to repeat: a step is stored once.</summary>
    /// <returns>Whether to go on: not with an order that turned out to be finished, or to have failed, when the step stood there already.</returns>
    public async Task<bool> ReachAsync(OrderStatus step, CancellationToken cancellationToken)
    {
        var reached = Order.Reach(step, place.Time.GetUtcNow());
        var ack = await place.Publisher.PublishAsync(reached, place.Profile.Name, cancellationToken);
        if (ack.Duplicate && await TurnsOutEndedAsync(step, cancellationToken))
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
        if (OrderLifecycle.IsFinal(place.Profile.Gives) && !IsYoung() && await parting.EndAsBeforeAsync(Order, cancellationToken))
            return;
        if (await ReachAsync(place.Profile.Gives, cancellationToken))
            await parting.AcknowledgeAsync(Order, cancellationToken);
    }

    /// <summary>Does nothing once the order is being settled.</summary>
    internal Task ExtendAsync(CancellationToken cancellationToken) => parting.ExtendAsync(cancellationToken);

    /// <summary>Gives back what the worker left open: at once where the shift ends, so that a colleague takes it, else with a delay.</summary>
    internal Task LeaveAsync() =>
        IsSettled ? Task.CompletedTask
        : parting.GiveBackAsync(Order, shift.Ending.IsCancellationRequested ? TimeSpan.Zero : place.Profile.Delay.After(delivery.Attempt, place.Dice));

    private Activity? TakeUp()
    {
        if (isBehindOthers && place.Time.GetUtcNow() - takenAt >= ShortestWaitToShow)
            WorkTelemetry.WaitedInBatch(place.Profile, delivery, Order.OrderId, takenAt);
        return WorkTelemetry.TakeUp(place.Profile, delivery, Order.OrderId);
    }

    /// <summary>
    /// Whose step stood there already was worked on before, though it came as a first delivery: the consumer was deleted and made anew, or a server that
    /// crashed has forgotten the newest of it. And an end that stood there already may be the other one.
    /// </summary>
    private async Task<bool> TurnsOutEndedAsync(OrderStatus step, CancellationToken cancellationToken) =>
        (OrderLifecycle.IsFinal(step) || !parting.IsLookedUp) && await parting.EndAsBeforeAsync(Order, cancellationToken);

    private bool IsYoung()
    {
        var age = place.AgeOf(Order);
        return age >= TimeSpan.Zero && age < SurelyRemembered;
    }
}
