using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Live;

/// <summary>A step of an order, ready to be sent.</summary>
internal sealed record LiveEvent(ulong Sequence, Guid OrderId, ReadOnlyMemory<byte> Frame)
{
    public static LiveEvent Of(ulong sequence, Order order) => new(sequence, order.OrderId, SseFrame.Of(sequence, order));
}
