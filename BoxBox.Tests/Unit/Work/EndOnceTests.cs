using BoxBox.Tests.Fixtures.Work.Simulation;

namespace BoxBox.Tests.Unit.Work;

/// <summary>An order ends once, whoever was slow: a worker whose ack wait has run out does not know that a colleague has the order.</summary>
public sealed class EndOnceTests : IDisposable
{
    private readonly WorkBench _bench = new();
    private readonly WorkBench _rider;
    private readonly Order _order;

    public EndOnceTests()
    {
        _rider = new WorkBench { Profile = _bench.Profile with { Takes = OrderStatus.WaitingDelivery, Gives = OrderStatus.Completed } };
        _order = WorkBench.Order() with { OrderedAt = _bench.Time.GetUtcNow(), Status = OrderStatus.WaitingDelivery };
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_gives_an_order_up_that_a_colleague_has_finished_acknowledges_it_instead()
    {
        var order = WorkBench.Order();

        await _bench.RunAsync(
            (_, _) =>
            {
                _bench.Stream.Store(order.Reach(OrderStatus.WaitingDelivery, order.OrderedAt));
                throw new InvalidOperationException("no flour");
            },
            FakeDelivery.Of(order, "a", _bench.Journal, attempt: _bench.Profile.MostDeliveries));

        Assert.Equal(["ack a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_is_told_that_his_end_is_a_duplicate_reads_which_stands_there()
    {
        _rider.Publisher.Before = (failed, _) =>
        {
            _rider.Stream.Store(failed.Reach(OrderStatus.Completed, failed.UpdatedAt));
            return Task.CompletedTask;
        };

        await _rider.RunAsync((_, _) => throw new InvalidOperationException("flat tyre"), Delivery(_order, attempt: _bench.Profile.MostDeliveries));

        Assert.Equal(["publishing Failed", "ack a"], _rider.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pizza_that_arrives_after_its_order_has_failed_is_not_completed()
    {
        _rider.Stream.Store(_order.Fail("burnt", _order.OrderedAt));

        await _rider.RunAsync((held, token) => held.FinishAsync(token), Delivery(_order, attempt: 1));

        Assert.Equal(["publishing Completed", "reject a"], _rider.Journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0, false)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(-1, true)]
    public async Task Where_the_stream_may_have_forgotten_the_other_end_a_look_comes_right_before(int ageInSeconds, bool isLookedFor)
    {
        var order = _order with { OrderedAt = _rider.Time.GetUtcNow().AddSeconds(-ageInSeconds) };
        _rider.Stream.Store(order.Fail("burnt", order.OrderedAt));

        await _rider.RunAsync((held, token) => held.FinishAsync(token), Delivery(order, attempt: 1));

        Assert.Equal(isLookedFor ? ["reject a"] : ["publishing Completed", "reject a"], _rider.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_clock_that_is_set_back_by_an_orders_age_makes_it_no_younger()
    {
        var time = new SimulatedTime();
        var place = new Workplace(_rider.Profile, Options.Create(new OrdersOptions()), _rider.Publisher, _rider.Stream, new FailureCount(), new FixedDice(1.0), time, NullLogger<Workplace>.Instance);
        var order = _order with { OrderedAt = time.GetUtcNow() };
        _rider.Stream.Store(order.Fail("burnt", order.OrderedAt));

        time.Advance(TimeSpan.FromMinutes(3));
        time.SetClock(TimeSpan.FromMinutes(-3));
        await new WorkRound(new FakeQueue(_rider.Journal, () => [Delivery(order, attempt: 1)]), new FakeWorker((held, token) => held.FinishAsync(token)), place).RunAsync(default);

        Assert.Equal(["reject a"], _rider.Journal.Entries);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _rider.Dispose();
    }

    private FakeDelivery Delivery(Order order, int attempt) => new("a", _rider.Journal)
    {
        Subject = OrderSubjects.For(order.Status, order.OrderId),
        Payload = OrderJson.Serialize(order),
        Attempt = attempt,
    };
}
