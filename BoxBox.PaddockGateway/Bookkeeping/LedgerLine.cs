using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>What the ledger keeps of one order: how far it has come, and (for as long as it is to be shown) the order itself and its way.</summary>
internal sealed class LedgerLine(Guid orderId)
{
    public Guid OrderId => orderId;

    /// <summary>By so much the message of a later step may be longer: its subject, its status, the fractions of its instant.</summary>
    private const int LongerStep = 32;

    public OrderMark Mark { get; private set; }

    /// <summary>When its first end was stored.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The first of its messages that was seen.</summary>
    public ulong FirstSequence { get; private set; }

    /// <summary>Whether the order and all of its steps are here; null in <see cref="Order"/> where nothing is.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The order as of the newest of its messages.</summary>
    public Order? Order { get; private set; }

    public string? TraceId { get; private set; }

    /// <summary>Never changed, only replaced: who holds it needs no lock.</summary>
    public IReadOnlyList<OrderStep> Steps { get; private set; } = [];

    /// <summary>How much of the stream its largest message takes.</summary>
    public int Bytes { get; private set; }

    /// <summary>How much of it the steps may take that an order which was accepted has still before it.</summary>
    public long Owes => EndedAt is null && Mark is { IsAccepted: true, Status: { } status } ? (OrderStatus.Completed - status) * (long)(Bytes + LongerStep) : 0;

    public void Take(OrderMark mark, StoredStep step)
    {
        Bytes = Math.Max(Bytes, StreamRoom.BytesOf(step));
        if (Mark == default)
            (FirstSequence, IsWhole) = (step.Sequence, mark.IsAccepted);
        if (EndedAt is null && mark.Status is { } status && OrderLifecycle.IsFinal(status))
            EndedAt = step.StoredAt;
        Mark = mark;
        if (step.Order is not { } order)
            return;

        (Order, TraceId) = (order, TraceId ?? step.TraceId);
        Steps = [.. Steps, new OrderStep(order.Status, order.UpdatedAt, step.By)];
    }

    /// <summary>Keeps of the order no more than what counts.</summary>
    public void Shorten() => (Order, TraceId, Steps, IsWhole) = (null, null, [], false);

    public OrderDetails? Details => Order is { } order ? OrderDetails.Of(order, TraceId, Steps) : null;

    /// <summary>The line as it is now, which no later step changes.</summary>
    public LedgerLine Copy() => (LedgerLine)MemberwiseClone();

    public SavedLine Save(bool withOrder) => new(orderId, Mark.Seen, Mark.Reached, FirstSequence, EndedAt)
    {
        Bytes = EndedAt is null ? Bytes : 0,
        Order = withOrder ? Order : null,
        TraceId = withOrder ? TraceId : null,
        Steps = withOrder && Order is not null ? Steps : null,
        IsWhole = withOrder && IsWhole,
    };

    public static LedgerLine Of(SavedLine saved) => new(saved.OrderId)
    {
        Mark = new OrderMark(saved.Seen, saved.Reached),
        FirstSequence = saved.FirstSequence,
        EndedAt = saved.EndedAt,
        Bytes = saved.Bytes,
        Order = saved.Order,
        TraceId = saved.TraceId,
        Steps = [.. saved.Steps ?? []],
        IsWhole = saved.IsWhole,
    };
}
