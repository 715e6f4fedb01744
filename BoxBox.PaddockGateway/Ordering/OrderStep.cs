using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>A step of an order.</summary>
/// <param name="Status">The status that the order reached.</param>
/// <param name="At">When it did, in UTC.</param>
/// <param name="By">The service that took the step; empty where the stream does not say.</param>
internal sealed record OrderStep(OrderStatus Status, DateTimeOffset At, string By);
