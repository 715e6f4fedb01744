namespace BoxBox.Orders.Work;

/// <summary>How a queue stands, all its workers together.</summary>
/// <param name="Pending">Orders that wait to be delivered for the first time.</param>
/// <param name="InFlight">Orders that were delivered and not settled yet; also those that were given back and rest.</param>
/// <param name="Redelivered">How many of those in flight were delivered more than once.</param>
public readonly record struct QueueState(long Pending, int InFlight, int Redelivered);
