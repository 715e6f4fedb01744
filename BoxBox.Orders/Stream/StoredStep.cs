namespace BoxBox.Orders.Stream;

/// <summary>A message of the stream.</summary>
/// <param name="Sequence">Its place in the stream, from 1.</param>
/// <param name="Order">The order after the step; null where the payload is not an order, or not the one that the subject names.</param>
/// <param name="By">Who published the step; empty where the message does not say.</param>
public sealed record StoredStep(ulong Sequence, Order? Order, string By);
