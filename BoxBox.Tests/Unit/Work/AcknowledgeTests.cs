using NATS.Client.Core;

namespace BoxBox.Tests.Unit.Work;

public sealed class AcknowledgeTests : IDisposable
{
    private readonly WorkBench _bench = new();

    [Fact(Timeout = 30_000)]
    public async Task An_order_is_acknowledged_only_after_its_step_is_stored()
    {
        var stored = new TaskCompletionSource();
        _bench.Publisher.Before = (_, _) => stored.Task;

        var round = _bench.RunAsync((order, token) => order.FinishAsync(token), _bench.Delivery("a"));
        await _bench.Journal.HasAsync("publishing WaitingDelivery");
        Assert.Equal(0, _bench.Journal.Count("ack a"));
        stored.SetResult();
        await round;

        Assert.Equal(["publishing WaitingDelivery", "stored WaitingDelivery", "ack a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_whose_step_cannot_be_stored_is_given_back_and_no_failure_of_its_own()
    {
        _bench.Publisher.Before = (_, _) => throw new NatsException("away");

        for (var time = 1; time <= 20; time++)
            await _bench.RunAsync((order, token) => order.FinishAsync(token), _bench.Delivery("a", time));

        Assert.Equal(20, _bench.Journal.Count("give back a"));
        Assert.Equal(0, _bench.Journal.Count("ack a"));
        Assert.Equal(0, _bench.Journal.Count("reject a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_step_carries_the_order_and_the_time_it_was_reached()
    {
        var delivery = _bench.Delivery("a");

        await _bench.RunAsync(async (order, token) =>
        {
            await order.ReachAsync(OrderStatus.InProgress, token);
            _bench.Time.Advance(TimeSpan.FromSeconds(3));
            await order.FinishAsync(token);
        }, delivery);

        var steps = _bench.Publisher.Published;
        var original = OrderJson.Deserialize(delivery.Payload.Span);
        Assert.Equal([OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Status));
        Assert.Equal(TimeSpan.FromSeconds(3), steps[1].UpdatedAt - steps[0].UpdatedAt);
        Assert.All(steps, step => Assert.Equal((original.OrderId, original.Size, original.OrderedAt), (step.OrderId, step.Size, step.OrderedAt)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_redelivered_order_that_was_finished_before_is_acknowledged_and_not_worked_again()
    {
        var order = WorkBench.Order();
        _bench.Stream.Store(order.Reach(OrderStatus.WaitingDelivery, order.OrderedAt));

        await _bench.RunAsync((_, _) => throw new InvalidOperationException("worked"), FakeDelivery.Of(order, "a", _bench.Journal, attempt: 2));

        Assert.Equal(["ack a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_was_finished_before_goes_no_further_than_its_first_step_where_the_count_begins_anew()
    {
        var order = WorkBench.Order();
        _bench.Stream.Store(order.Reach(OrderStatus.InProgress, order.OrderedAt));
        _bench.Stream.Store(order.Reach(OrderStatus.WaitingDelivery, order.OrderedAt));

        await _bench.RunAsync(
            async (held, token) =>
            {
                if (await held.ReachAsync(OrderStatus.InProgress, token))
                    throw new InvalidOperationException("worked");
            },
            FakeDelivery.Of(order, "a", _bench.Journal));

        Assert.Equal(["publishing InProgress", "ack a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_first_delivery_is_not_looked_up_and_a_redelivery_once_for_both_steps_at_once()
    {
        var (first, again) = (_bench.Delivery("a"), _bench.Delivery("b", attempt: 2));
        var known = OrderJson.Deserialize(again.Payload.Span);
        _bench.Stream.Store(known.Reach(OrderStatus.InProgress, known.OrderedAt));

        await _bench.RunAsync(
            async (held, token) =>
            {
                await held.ReachAsync(OrderStatus.InProgress, token);
                await held.FinishAsync(token);
            },
            first, again);

        Assert.Equal((1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack b")));
        Assert.Equal([OrderStatus.WaitingDelivery, OrderStatus.Failed], _bench.Stream.LookedFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_redelivered_order_that_was_given_up_before_is_not_worked_again()
    {
        var order = WorkBench.Order();
        _bench.Stream.Store(order.Fail("burnt", order.OrderedAt));

        await _bench.RunAsync((_, _) => throw new InvalidOperationException("worked"), FakeDelivery.Of(order, "a", _bench.Journal, attempt: 2));

        Assert.Equal(["reject a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_redelivered_order_that_was_not_finished_is_worked()
    {
        await _bench.RunAsync((order, token) => order.FinishAsync(token), _bench.Delivery("a", attempt: 2));

        Assert.Equal(1, _bench.Journal.Count("ack a"));
        Assert.Single(_bench.Publisher.Published);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_acknowledgement_that_is_lost_leaves_the_order_to_be_delivered_again()
    {
        var order = WorkBench.Order();
        var delivery = new FakeDelivery("a", _bench.Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId), Payload = OrderJson.Serialize(order), AckFault = new TimeoutException() };

        await _bench.RunAsync((held, token) => held.FinishAsync(token), delivery);

        Assert.Equal(["publishing WaitingDelivery", "stored WaitingDelivery", "ack a", "give back a"], _bench.Journal.Entries);
    }

    public void Dispose() => _bench.Dispose();
}
