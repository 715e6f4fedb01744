using System.Collections.Concurrent;

namespace BoxBox.Orders.Work;

/// <summary>What every order in a worker's hands needs; the crew's member is told what happens to it, where there is one.</summary>
internal sealed record Workplace(
    WorkerProfile Profile, IOptions<OrdersOptions> Orders, IOrderPublisher Publisher, IOrderLookup History, FailureCount Failures,
    [FromKeyedServices(WorkExtensions.RestDice)] Random Dice, TimeProvider Time, ILogger<Workplace> Logger, CrewMember? Crew = null)
{
    private readonly DateTimeOffset _begun = Time.GetUtcNow();
    private readonly long _beganAt = Time.GetTimestamp();

    /// <summary>How long an order rests that is given back for the first, second, … time.</summary>
    public TimeSpan RestAfter(int times) => GiveBackDelay.After(times, Orders.Value.LongestGiveBack, Dice);

    /// <summary>
    /// Whether the stream remembers the message id of whatever end the order has: half its window, as clocks differ, has not passed since the order was
    /// placed. A clock that was set back since this process began makes none younger.
    /// </summary>
    public bool SurelyRemembers(Order order)
    {
        var (now, steady) = (Time.GetUtcNow(), _begun + Time.GetElapsedTime(_beganAt));
        var age = (now > steady ? now : steady) - order.OrderedAt;
        return age >= TimeSpan.Zero && age < OrderStreamConfig.DuplicateWindow / 2;
    }
}

/// <summary>
/// How often each order failed here. The server's delivery count would not do: it also counts the times when a colleague slept, and redeliveries
/// after a crash. A restart begins again, and replicas count apart: an order may be tried more often than the limit, until
/// <see cref="WorkerProfile.MostDeliveries"/> ends it.
/// </summary>
internal sealed class FailureCount
{
    /// <summary>Bounds the memory for orders that failed here and were finished by a colleague.</summary>
    private const int MostOrders = 10_000;

    private readonly ConcurrentDictionary<Guid, int> _failures = [];

    /// <returns>How often the order has failed now.</returns>
    public int Add(Guid orderId)
    {
        if (_failures.Count >= MostOrders && !_failures.ContainsKey(orderId))
            Forget(_failures.First().Key);
        return _failures.AddOrUpdate(orderId, 1, (_, times) => times + 1);
    }

    public void Forget(Guid orderId) => _failures.TryRemove(orderId, out _);
}
