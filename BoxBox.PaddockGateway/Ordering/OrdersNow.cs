namespace BoxBox.PaddockGateway.Ordering;

/// <summary>The orders as of one message of the stream; what comes after it is in the event stream.</summary>
/// <param name="AsOfSequence">The last message that counts: `/v1/order/sse?last_event_id=` it goes on from here, without gap or repeat.</param>
/// <param name="Orders">The open orders, the newest first; then those that ended lately, the last to end first.</param>
internal sealed record OrdersNow(ulong AsOfSequence, IReadOnlyList<OrderDetails> Orders);
