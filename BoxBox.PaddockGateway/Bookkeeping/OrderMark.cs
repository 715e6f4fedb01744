using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>What the ledger keeps of an order: two bytes.</summary>
/// <param name="Seen">A bit for each step that was stored.</param>
/// <param name="Reached">The furthest of them; once an order has ended, its first end.</param>
internal readonly record struct OrderMark(byte Seen, byte Reached)
{
    /// <summary>Null where nothing is known of the order.</summary>
    public OrderStatus? Status => Seen == 0 ? null : (OrderStatus)Reached;

    public bool IsAccepted => Has(OrderStatus.Pending);

    public bool Has(OrderStatus step) => (Seen & Bit(step)) != 0;

    public OrderMark With(OrderStatus step) => new((byte)(Seen | Bit(step)), IsBehind(step) ? (byte)step : Reached);

    private bool IsBehind(OrderStatus step) => Status is not { } status || (!OrderLifecycle.IsFinal(status) && step > status);

    private static int Bit(OrderStatus step) => 1 << (int)step;
}
