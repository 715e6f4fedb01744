namespace BoxBox.Orders.Work;

/// <summary>
/// How often each order failed here. The server's delivery count would not do: it also counts the times when a colleague slept, and redeliveries
/// after a crash. A restart begins again, and replicas count apart: an order may be tried more often than the limit, until
/// <see cref="WorkerProfile.MostDeliveries"/> ends it.
/// </summary>
internal sealed class FailureCount
{
    /// <summary>Bounds the memory for orders that failed here and were finished by a colleague.</summary>
    private const int MostOrders = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, int> failures = [];

    /// <returns>How often the order has failed now.</returns>
    public int Add(Guid orderId)
    {
        lock (gate)
        {
            if (failures.Count == MostOrders && !failures.ContainsKey(orderId))
                failures.Remove(failures.Keys.First());
            return failures[orderId] = failures.GetValueOrDefault(orderId) + 1;
        }
    }

    public void Forget(Guid orderId)
    {
        lock (gate)
            failures.Remove(orderId);
    }
}
