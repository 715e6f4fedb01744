using System.Diagnostics;
using BoxBox.Orders.Stream;

namespace BoxBox.Orders.Work;

/// <summary>An order in a worker's hands, from its delivery until it is settled: finished, given back or given up.</summary>
public sealed class HeldOrder
{
    /// <summary>After the shift is over there is little time left to settle.</summary>
    internal static readonly TimeSpan LastCallLimit = TimeSpan.FromSeconds(1);

    /// <summary>A worker who works on all of a batch at once lets nobody wait.</summary>
    private static readonly TimeSpan ShortestWaitToShow = TimeSpan.FromMilliseconds(5);

    private readonly IDelivery delivery;
    private readonly Shift shift;
    private readonly Workplace place;
    private readonly bool isBehindOthers;
    private readonly DateTimeOffset takenAt;
    private readonly Lock extending = new();
    private bool isSettling;
    private Activity? span;
    private Outcome outcome;

    internal HeldOrder(Order order, IDelivery delivery, Shift shift, Workplace place, bool isBehindOthers)
    {
        (Order, this.delivery, this.shift, this.place, this.isBehindOthers) = (order, delivery, shift, place, isBehindOthers);
        takenAt = place.Time.GetUtcNow();
    }

    private enum Outcome
    {
        Open,
        Finished,
        GivenBack,
        GivenUp,
    }

    /// <summary>The order as it stands after the last step that it reached here.</summary>
    public Order Order { get; private set; }

    public bool IsSettled => outcome is not Outcome.Open;

    /// <summary>To hang spans under that belong to the order's trace, but not to its work.</summary>
    public ActivityContext Trace => span?.Context ?? delivery.Producer;

    /// <summary>
    /// Works on the order; may be called again until the order is settled. A fault in the work settles it: given back with a growing delay where
    /// a colleague (<see cref="ColleagueAwayException"/>) or NATS is away, or up to <see cref="WorkerProfile.MostFailures"/> failures
    /// (or a failure after <see cref="WorkerProfile.MostDeliveries"/> deliveries); then given up, which ends it in <see cref="OrderStatus.Failed"/>. An order that was finished before is not worked on again.
    /// </summary>
    /// <param name="work">Gets the token on whose cancellation the order must be let go.</param>
    /// <returns>Whether the work ran and finished the order; not where the order was finished before.</returns>
    public async Task<bool> AttemptAsync(Func<CancellationToken, Task> work)
    {
        Activity.Current = span ??= TakeUp();
        using var scope = OrderTelemetry.Scope(place.Logger, Order.OrderId);
        try
        {
            if (IsSettled || await EndedBeforeAsync(shift.Over))
                return false;
            await work(shift.Over);
        }
        catch (Exception fault)
        {
            await SettleAsync(fault);
        }

        return outcome is Outcome.Finished;
    }

    /// <summary>Publishes that the order has reached a step on the way; returns once it is stored. Safe to repeat: a step is stored once.</summary>
    public async Task ReachAsync(OrderStatus step, CancellationToken cancellationToken)
    {
        var reached = Order.Reach(step, place.Time.GetUtcNow());
        var ack = await place.Publisher.PublishAsync(reached, place.Profile.Name, cancellationToken);
        Order = reached;
        if (!ack.Duplicate)
            Log.StepReached(place.Logger, Order.OrderId, WireName.Of(step));
    }

    /// <summary>Publishes the worker's last step, and only when that is stored acknowledges the delivery. The one place that ends an order well.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await ReachAsync(place.Profile.Gives, cancellationToken);
        await AcknowledgeAsync(cancellationToken);
    }

    /// <summary>Does nothing once the order is being settled: sent behind a give-back, an extension would undo its delay.</summary>
    internal Task ExtendAsync(CancellationToken cancellationToken)
    {
        lock (extending)
            return isSettling ? Task.CompletedTask : Deadline.KeepAsync(place.Time, Deadline.Default, delivery.ExtendAsync, cancellationToken);
    }

    /// <summary>Gives back what the worker left open: at once where the shift ends, so that a colleague takes it, else with a delay.</summary>
    internal Task LeaveAsync() =>
        IsSettled ? Task.CompletedTask
        : GiveBackAsync(shift.Ending.IsCancellationRequested ? TimeSpan.Zero : place.Profile.Delay.After(delivery.Attempt, place.Dice));

    private Activity? TakeUp()
    {
        if (isBehindOthers && place.Time.GetUtcNow() - takenAt >= ShortestWaitToShow)
            WorkTelemetry.WaitedInBatch(place.Profile, delivery, Order.OrderId, takenAt);
        return WorkTelemetry.TakeUp(place.Profile, delivery, Order.OrderId);
    }

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        ExtendNoMore();
        await Deadline.KeepAsync(place.Time, Deadline.Default, delivery.AckAsync, cancellationToken);
        Settle(Outcome.Finished);
    }

    /// <summary>
    /// A crash between publishing and acknowledging brings back an order whose work is done; a consumer that was deleted and made anew brings
    /// back all of them, and as first deliveries.
    /// </summary>
    private async Task<bool> EndedBeforeAsync(CancellationToken cancellationToken)
    {
        if (await HasReachedAsync(place.Profile.Gives, cancellationToken))
        {
            Log.FinishedBefore(place.Logger, Order.OrderId, delivery.Attempt, WireName.Of(place.Profile.Gives));
            await AcknowledgeAsync(cancellationToken);
        }
        else if (await HasReachedAsync(OrderStatus.Failed, cancellationToken))
        {
            await RejectAsync();
        }

        return IsSettled;
    }

    private async Task<bool> HasReachedAsync(OrderStatus step, CancellationToken cancellationToken) =>
        await place.History.FindAsync(step, Order.OrderId, cancellationToken) is not null;

    private async Task SettleAsync(Exception fault)
    {
        var verdict = Verdicts.On(fault, shift);
        WorkTelemetry.Mark(span, fault, verdict);
        if (IsSettled)
        {
            Log.FaultAfterEnd(place.Logger, fault, Order.OrderId);
        }
        else if (verdict is Verdict.LetGo)
        {
            await GiveBackAsync(TimeSpan.Zero);
        }
        else if (verdict is Verdict.NotAtFault)
        {
            var delay = place.Profile.Delay.After(delivery.Attempt, place.Dice);
            Log.NotAtFault(place.Logger, Order.OrderId, fault.Message, delay.TotalSeconds);
            await GiveBackAsync(delay);
        }
        else
        {
            await FailAsync(fault);
        }
    }

    private async Task FailAsync(Exception fault)
    {
        var failures = place.Failures.Add(Order.OrderId);
        Log.Failed(place.Logger, fault, Order.OrderId, failures, place.Profile.MostFailures);
        if (failures < place.Profile.MostFailures && delivery.Attempt < place.Profile.MostDeliveries)
            await GiveBackAsync(place.Profile.Delay.After(failures, place.Dice));
        else
            await GiveUpAsync($"Failed {failures} times at the {place.Profile.Name}, at last (delivery {delivery.Attempt}) with: {fault.Message}");
    }

    private async Task GiveUpAsync(string reason)
    {
        if (await TryAsync(token => place.Publisher.PublishAsync(Order.Fail(reason, place.Time.GetUtcNow()), place.Profile.Name, token).AsTask()))
            await RejectAsync();
    }

    private async Task RejectAsync()
    {
        ExtendNoMore();
        await TryAsync(delivery.RejectAsync);
        Settle(Outcome.GivenUp);
    }

    private async Task GiveBackAsync(TimeSpan delay)
    {
        ExtendNoMore();
        WorkTelemetry.GaveBack(span, delay);
        await TryAsync(token => delivery.GiveBackAsync(delay, token));
        Settle(Outcome.GivenBack);
    }

    /// <summary>What does not get through is made good by the server: it delivers again whatever it has heard nothing of for the ack wait.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> call)
    {
        try
        {
            // Not under the shift's token: at the shift's end the order still has to be given back.
            var limit = shift.Over.IsCancellationRequested ? LastCallLimit : Deadline.Default;
            await Deadline.KeepAsync(place.Time, limit, call, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            Log.NotSettled(place.Logger, e, Order.OrderId);
            return false;
        }
    }

    private void ExtendNoMore()
    {
        lock (extending)
            isSettling = true;
    }

    private void Settle(Outcome how)
    {
        outcome = how;
        if (how is not Outcome.GivenBack)
            place.Failures.Forget(Order.OrderId);
        span?.SetTag("boxbox.outcome", how.ToString());
        span?.Stop();
    }
}
