using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>A step of an order as the event that every client gets.</summary>
internal sealed record LiveFrame(ulong Sequence, Guid OrderId, ReadOnlyMemory<byte> Bytes)
{
    /// <returns>Null where the message is no step of an order: it is not shown.</returns>
    public static LiveFrame? Of(StoredStep step) =>
        step.Order is { } order ? new LiveFrame(step.Sequence, order.OrderId, SseFrame.Of(step.Sequence, step.Payload, order)) : null;
}
