using System.Text.Json.Serialization;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>What the ledger keeps of one order, and saves: how far it has come, and (for as long as it is to be shown) the order itself and its way.</summary>
internal sealed class LedgerLine(Guid orderId)
{
    /// <summary>By so much the message of a later step may be longer: its subject, its status, the fractions of its instant.</summary>
    private const int LongerStep = 32;

    public Guid OrderId => orderId;

    [JsonInclude]
    public OrderMark Mark { get; internal set; }

    /// <summary>The first of its messages that was seen.</summary>
    [JsonInclude]
    public ulong FirstSequence { get; internal set; }

    /// <summary>When its first end was stored.</summary>
    [JsonInclude]
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>Whether the order and all of its steps are here; null in <see cref="Order"/> where nothing is.</summary>
    [JsonInclude]
    public bool IsWhole { get; internal set; }

    /// <summary>The order as of the newest of its messages.</summary>
    [JsonInclude]
    public Order? Order { get; internal set; }

    [JsonInclude]
    public string? TraceId { get; internal set; }

    /// <summary>Never changed, only replaced: who holds it needs no lock.</summary>
    [JsonInclude]
    public IReadOnlyList<OrderStep> Steps { get; internal set; } = [];

    [JsonIgnore]
    public OrderDetails? Details => Order is { } order ? OrderDetails.Of(order, TraceId, Steps) : null;

    /// <summary>How much of the stream its largest message takes.</summary>
    [JsonInclude]
    public int Bytes { get; internal set; }

    /// <summary>How much of it the steps may take that an order which was accepted has still before it.</summary>
    [JsonIgnore]
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

    /// <summary>The line as it is now, which no later step changes.</summary>
    public LedgerLine Copy() => (LedgerLine)MemberwiseClone();
}

/// <summary>What the ledger keeps of an order: two bytes.</summary>
/// <param name="Seen">A bit for each step that was stored.</param>
/// <param name="Reached">The furthest of them; once an order has ended, its first end.</param>
internal readonly record struct OrderMark(byte Seen, byte Reached)
{
    /// <summary>Null where nothing is known of the order.</summary>
    [JsonIgnore]
    public OrderStatus? Status => Seen == 0 ? null : (OrderStatus)Reached;

    [JsonIgnore]
    public bool IsAccepted => Has(OrderStatus.Pending);

    public bool Has(OrderStatus step) => (Seen & Bit(step)) != 0;

    public OrderMark With(OrderStatus step) => new((byte)(Seen | Bit(step)), IsBehind(step) ? (byte)step : Reached);

    private bool IsBehind(OrderStatus step) => Status is not { } status || (!OrderLifecycle.IsFinal(status) && step > status);

    private static int Bit(OrderStatus step) => 1 << (int)step;
}
