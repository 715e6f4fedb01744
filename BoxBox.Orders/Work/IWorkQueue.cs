namespace BoxBox.Orders.Work;

/// <summary>A durable queue of orders, shared by the workers of a kind.</summary>
public interface IWorkQueue
{
    /// <summary>Makes sure that the stream and the queue exist; to be called before the first fetch, and after an error.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Waits for a first message, then takes with it what is there already, up to <paramref name="most"/>.</summary>
    /// <returns>Nothing where none came within <paramref name="maxWait"/>.</returns>
    Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken);

    /// <summary>How the server sees the queue now.</summary>
    Task<QueueState> StateAsync(CancellationToken cancellationToken);
}

/// <summary>How a queue stands, all its workers together.</summary>
/// <param name="Pending">Orders that wait to be delivered for the first time.</param>
/// <param name="InFlight">Orders that were delivered and not settled yet; also those that were given back and rest.</param>
/// <param name="Redelivered">How many of those in flight were delivered more than once.</param>
public readonly record struct QueueState(long Pending, int InFlight, int Redelivered);
