using BoxBox.Orders;
using BoxBox.Orders.Work;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>What any work queue keeps to: the one over JetStream, and the one that the simulation stands on.</summary>
public abstract class WorkQueueContract
{
    protected static readonly TimeSpan AckWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longer = AckWait + Second;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Open, with <see cref="AckWait"/>.</summary>
    protected abstract Task<IWorkQueue> OpenAsync();

    protected abstract Task PlaceAsync(Order order);

    /// <summary>Fetches, while time passes.</summary>
    protected virtual Task<IReadOnlyList<IDelivery>> FetchAsync(IWorkQueue queue, int most, TimeSpan maxWait) => queue.FetchAsync(most, maxWait, Stop);

    [Fact(Timeout = 60_000)]
    public async Task A_fetch_takes_what_is_there_up_to_the_most_and_the_next_one_the_rest()
    {
        var queue = await OpenAsync();
        Order[] orders = [WorkBench.Order(), WorkBench.Order(), WorkBench.Order()];
        foreach (var order in orders)
            await PlaceAsync(order);

        var (first, second, third) = (await FetchAsync(queue, 2, Second), await FetchAsync(queue, 2, Second), await FetchAsync(queue, 2, Second));

        Assert.Equal((2, 1, 0), (first.Count, second.Count, third.Count));
        Assert.Equal(orders.Select(order => OrderSubjects.For(OrderStatus.Pending, order.OrderId)), first.Concat(second).Select(delivery => delivery.Subject));
        Assert.All(first.Concat(second), delivery => Assert.Equal(1, delivery.Attempt));
        Assert.Equal(orders[0].OrderId, OrderJson.Deserialize(first[0].Payload.Span).OrderId);
        Assert.Equal(new QueueState(Pending: 0, InFlight: 3, Redelivered: 0), await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_acknowledged_or_rejected_never_comes_again()
    {
        var queue = await OpenAsync();
        await PlaceAsync(WorkBench.Order());
        await PlaceAsync(WorkBench.Order());

        var batch = await FetchAsync(queue, 2, Second);
        await batch[0].AckAsync(Stop);
        await batch[1].RejectAsync(Stop);

        Assert.Empty(await FetchAsync(queue, 2, Longer));
        Assert.Equal(default, await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_nobody_speaks_of_comes_again_after_the_ack_wait_and_what_is_extended_does_not()
    {
        var queue = await OpenAsync();
        await PlaceAsync(WorkBench.Order());
        var delivery = Assert.Single(await FetchAsync(queue, 2, Second));

        for (var extension = 0; extension < 3; extension++)
        {
            Assert.Empty(await FetchAsync(queue, 2, Second));
            await delivery.ExtendAsync(Stop);
        }

        var again = Assert.Single(await FetchAsync(queue, 2, Longer));
        Assert.Equal((delivery.Subject, 2), (again.Subject, again.Attempt));
        Assert.Equal(new QueueState(Pending: 0, InFlight: 1, Redelivered: 1), await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_given_back_rests_for_as_long_as_was_said_or_comes_again_at_once()
    {
        var queue = await OpenAsync();
        await PlaceAsync(WorkBench.Order());

        await Assert.Single(await FetchAsync(queue, 2, Second)).GiveBackAsync(TimeSpan.Zero, Stop);
        var second = Assert.Single(await FetchAsync(queue, 2, Second));
        await second.GiveBackAsync(AckWait, Stop);

        Assert.Empty(await FetchAsync(queue, 2, Second));
        Assert.Equal(3, Assert.Single(await FetchAsync(queue, 2, Longer)).Attempt);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_acknowledgement_counts_also_where_the_message_is_with_a_colleague_by_now()
    {
        var queue = await OpenAsync();
        await PlaceAsync(WorkBench.Order());

        var slow = Assert.Single(await FetchAsync(queue, 2, Second));
        Assert.Single(await FetchAsync(queue, 2, Longer));
        await slow.AckAsync(Stop);

        Assert.Empty(await FetchAsync(queue, 2, Longer));
    }
}
