namespace BoxBox.Tests.Fixtures.Work;

/// <summary>What any work queue keeps to: the one over JetStream, and the one that the simulation stands on.</summary>
public abstract class WorkQueueContract
{
    /// <summary>How long a fetch may take that has something to fetch: it ends as soon as that has come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The shortest that a server waits.
    private static readonly TimeSpan AckWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longer = 1.5 * AckWait;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract Task<IWorkQueue> OpenAsync(TimeSpan ackWait);

    protected abstract Task PlaceAsync(Order order);

    /// <summary>Fetches, while time passes.</summary>
    protected virtual Task<IReadOnlyList<IDelivery>> FetchAsync(IWorkQueue queue, int most, TimeSpan maxWait) => queue.FetchAsync(most, maxWait, Stop);

    [Fact(Timeout = 60_000)]
    public async Task A_fetch_takes_what_is_there_up_to_the_most_and_the_next_one_the_rest()
    {
        var queue = await OpenAsync(Patience);
        Order[] orders = [WorkBench.Order(), WorkBench.Order(), WorkBench.Order()];
        foreach (var order in orders)
            await PlaceAsync(order);

        var (first, second, third) = (await FetchAsync(queue, 2, Patience), await FetchAsync(queue, 1, Patience), await FetchAsync(queue, 2, AckWait));

        Assert.Equal((2, 1, 0), (first.Count, second.Count, third.Count));
        Assert.Equal(orders.Select(order => OrderSubjects.For(OrderStatus.Pending, order.OrderId)), first.Concat(second).Select(delivery => delivery.Subject));
        Assert.All(first.Concat(second), delivery => Assert.Equal(1, delivery.Attempt));
        Assert.Equal(orders[0].OrderId, OrderJson.Deserialize(first[0].Payload.Span).OrderId);
        Assert.Equal(new QueueState(Pending: 0, InFlight: 3, Redelivered: 0), await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_acknowledged_or_rejected_never_comes_again()
    {
        var queue = await OpenAsync(AckWait);
        await PlaceAsync(WorkBench.Order());
        await PlaceAsync(WorkBench.Order());

        var (good, bad) = (await TakeAsync(queue), await TakeAsync(queue));
        await good.AckAsync(Stop);
        await bad.RejectAsync(Stop);

        Assert.Empty(await FetchAsync(queue, 2, Longer));
        Assert.Equal(default, await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_nobody_speaks_of_comes_again_after_the_ack_wait_and_what_is_extended_does_not()
    {
        var queue = await OpenAsync(2 * AckWait);
        await PlaceAsync(WorkBench.Order());
        var delivery = await TakeAsync(queue);

        for (var extension = 0; extension < 3; extension++)
        {
            Assert.Empty(await FetchAsync(queue, 2, AckWait));
            await delivery.ExtendAsync(Stop);
        }

        var again = await TakeAsync(queue);
        Assert.Equal((delivery.Subject, 2), (again.Subject, again.Attempt));
        Assert.Equal(new QueueState(Pending: 0, InFlight: 1, Redelivered: 1), await queue.StateAsync(Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_given_back_rests_for_as_long_as_was_said_or_comes_again_at_once()
    {
        var queue = await OpenAsync(Patience);
        await PlaceAsync(WorkBench.Order());

        await (await TakeAsync(queue)).GiveBackAsync(TimeSpan.Zero, Stop);
        await (await TakeAsync(queue)).GiveBackAsync(2 * AckWait, Stop);

        Assert.Empty(await FetchAsync(queue, 2, AckWait));
        Assert.Equal(3, (await TakeAsync(queue)).Attempt);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_acknowledgement_counts_also_where_the_message_is_with_a_colleague_by_now()
    {
        var queue = await OpenAsync(AckWait);
        await PlaceAsync(WorkBench.Order());

        var slow = await TakeAsync(queue);
        await TakeAsync(queue);
        await slow.AckAsync(Stop);

        Assert.Empty(await FetchAsync(queue, 2, Longer));
    }

    private async Task<IDelivery> TakeAsync(IWorkQueue queue) => Assert.Single(await FetchAsync(queue, 1, Patience));
}
