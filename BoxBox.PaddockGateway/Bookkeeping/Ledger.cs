using System.Runtime.InteropServices;
using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Keeps the books of the stream: a fold over its messages, by sequence and subject alone. Pure; one thread at a time.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An order is <b>accepted</b> once its <see cref="OrderStatus.Pending"/> is in the stream. Every accepted order stands in exactly one state:
/// the furthest step that was stored of it, or the first end (<see cref="OrderStatus.Completed"/>, <see cref="OrderStatus.Failed"/>); nothing moves it from there.</item>
/// <item>A <b>duplicate</b> is a step of an order that is stored a second time, a third and so on. It changes nothing else.</item>
/// <item>A step is <b>out of order</b> where <see cref="OrderLifecycle"/> does not let it follow the order's state: a step that was left out makes the next one
/// so, a late one is so itself, and so is anything new after the end. So is every first step but pending: then the order is not accepted and in no
/// state, until its pending comes (which is out of order, too).</item>
/// <item>The stream drops what is older than <c>Orders:MaxAge</c>. A ledger that missed messages because of that (those before
/// <see cref="LedgerTotals.SinceSequence"/>) cannot know what they were: an order whose first step to be seen is not pending is not counted as accepted, nor is
/// that step counted as out of order; its later steps are judged from there.</item>
/// <item>A message whose subject names no step of an order is passed over.</item>
/// </list>
/// <para>It remembers every order it has seen, the finished ones too: how else would their duplicates show. That is 18 bytes an order, with
/// the dictionary's own between 32 and 70.</para>
/// </remarks>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, OrderMark> orders = [];
    private readonly long[] standing = new long[Enum.GetValues<OrderStatus>().Length];
    private long accepted;
    private long duplicates;
    private long outOfOrder;
    private ulong since = 1;

    /// <summary>The last message that is counted; 0 where none is.</summary>
    public ulong AsOf { get; private set; }

    public LedgerTotals Totals => new()
    {
        Accepted = accepted,
        Pending = standing[(int)OrderStatus.Pending],
        InProgress = standing[(int)OrderStatus.InProgress],
        WaitingDelivery = standing[(int)OrderStatus.WaitingDelivery],
        OutForDelivery = standing[(int)OrderStatus.OutForDelivery],
        Completed = standing[(int)OrderStatus.Completed],
        Failed = standing[(int)OrderStatus.Failed],
        Duplicates = duplicates,
        OutOfOrder = outOfOrder,
        SinceSequence = since,
        AsOfSequence = AsOf,
    };

    /// <summary>Counts the next message; one that is not after <see cref="AsOf"/> is counted already.</summary>
    public void Enter(ulong sequence, string subject)
    {
        if (sequence <= AsOf)
            return;
        BeginAt(sequence);
        AsOf = sequence;
        if (OrderSubjects.TryParse(subject, out var step, out var orderId))
            Enter(step, orderId);
    }

    /// <summary>Notes that the stream has no more messages up to here: it dropped them.</summary>
    public void SkipTo(ulong sequence)
    {
        if (sequence <= AsOf)
            return;
        BeginAt(sequence + 1);
        AsOf = sequence;
    }

    private void BeginAt(ulong sequence)
    {
        if (sequence != AsOf + 1)
            since = sequence;
    }

    private void Enter(OrderStatus step, Guid orderId)
    {
        ref var mark = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, orderId, out _);
        if (mark.Has(step))
        {
            duplicates++;
            return;
        }

        if (!OrderLifecycle.MayFollow(mark.Status, step) && !MayHaveBegunBefore(mark))
            outOfOrder++;
        var before = mark;
        mark = mark.With(step);
        Move(before, mark);
    }

    private bool MayHaveBegunBefore(OrderMark mark) => mark.Status is null && since > 1;

    private void Move(OrderMark before, OrderMark after)
    {
        if (!after.IsAccepted)
            return;
        if (before.IsAccepted)
            standing[before.Reached]--;
        else
            accepted++;
        standing[after.Reached]++;
    }
}
