namespace BoxBox.Tests.Unit.Work;

/// <summary>Messages that the gateway, the log and the ledger do not take for a step of an order.</summary>
public sealed class StrayMessageTests : IDisposable
{
    private readonly WorkBench _bench = new();

    [Theory(Timeout = 30_000)]
    [InlineData("N")]
    [InlineData("B")]
    [InlineData("P")]
    public async Task An_id_written_in_another_way_names_no_order(string format)
    {
        var order = WorkBench.Order();

        await RefuseAsync(_bench, order, $"orders.waiting_to_cook.{order.OrderId.ToString(format)}");

        Assert.Equal(["reject a"], _bench.Journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(OrderStatus.Completed)]
    [InlineData(OrderStatus.InProgress)]
    [InlineData(OrderStatus.Failed)]
    public async Task A_step_on_the_subject_of_another_fails_the_order(OrderStatus status)
    {
        var order = WorkBench.Order() with { Status = status };

        await RefuseAsync(_bench, order, OrderSubjects.For(OrderStatus.Pending, order.OrderId));

        Assert.Equal(["publishing Failed", "stored Failed", "reject a"], _bench.Journal.Entries);
        Assert.Contains("status", Assert.Single(_bench.Publisher.Published).Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stray_beside_an_orders_own_message_does_not_fail_the_order()
    {
        var order = WorkBench.Order();
        _bench.Stream.Store(order);

        await RefuseAsync(_bench, order with { Status = OrderStatus.Completed }, OrderSubjects.For(OrderStatus.Pending, order.OrderId));

        Assert.Equal(["reject a"], _bench.Journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task An_order_that_nobody_placed_is_not_invented_to_fail_it(bool placed, int failures)
    {
        var order = WorkBench.Order();
        using var later = new WorkBench { Profile = _bench.Profile with { Takes = OrderStatus.WaitingDelivery, Gives = OrderStatus.Completed } };
        if (placed)
            later.Stream.Store(order);

        await RefuseAsync(later, order, OrderSubjects.For(OrderStatus.WaitingDelivery, order.OrderId));

        Assert.Equal((failures, 1), (later.Publisher.Published.Count, later.Journal.Count("reject a")));
    }

    public void Dispose() => _bench.Dispose();

    private static Task RefuseAsync(WorkBench bench, Order order, string subject) => bench.RunAsync(
        (_, _) => throw new InvalidOperationException("worked"),
        new FakeDelivery("a", bench.Journal) { Subject = subject, Payload = OrderJson.Serialize(order) });
}
