namespace BoxBox.Tests.Unit.Work;

public sealed class KeepAliveTests : IDisposable
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly WorkBench _bench = new();

    [Fact(Timeout = 30_000)]
    public async Task A_long_work_keeps_every_delivery_of_the_batch_alive()
    {
        var done = new TaskCompletionSource();
        var round = _bench.RunAsync((_, _) => done.Task, _bench.Delivery("a"), _bench.Delivery("b"), _bench.Delivery("c"));

        await _bench.Time.PassAsync(TenSeconds);
        await _bench.Journal.HasAsync("extend c", times: 1);
        _bench.Time.Advance(TenSeconds);
        await _bench.Journal.HasAsync("extend c", times: 2);
        done.SetResult();
        await round;

        Assert.Equal((2, 2, 2), (_bench.Journal.Count("extend a"), _bench.Journal.Count("extend b"), _bench.Journal.Count("extend c")));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_is_settled_is_no_longer_extended()
    {
        var done = new TaskCompletionSource();
        var first = true;
        var round = _bench.RunAsync(async (order, token) =>
        {
            if (!first)
                await done.Task;
            first = false;
            await order.FinishAsync(token);
        }, _bench.Delivery("a"), _bench.Delivery("b"));

        await _bench.Journal.HasAsync("ack a");
        await _bench.Time.PassAsync(TenSeconds);
        await _bench.Journal.HasAsync("extend b");
        done.SetResult();
        await round;

        Assert.Equal(0, _bench.Journal.Count("extend a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_is_extended_once_the_batch_is_done()
    {
        await _bench.RunAsync((order, token) => order.FinishAsync(token), _bench.Delivery("a"));

        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _bench.Journal.Count("extend a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task One_extension_that_fails_does_not_end_the_others()
    {
        var done = new TaskCompletionSource();
        var order = WorkBench.Order();
        var faulty = new FakeDelivery("a", _bench.Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId), Payload = OrderJson.Serialize(order), ExtendFault = new TimeoutException() };
        var round = _bench.RunAsync((_, _) => done.Task, faulty, _bench.Delivery("b"));

        await _bench.Time.PassAsync(TenSeconds);
        await _bench.Journal.HasAsync("extend b", times: 1);
        _bench.Time.Advance(TenSeconds);
        await _bench.Journal.HasAsync("extend b", times: 2);
        done.SetResult();
        await round;

        Assert.Equal(2, _bench.Journal.Count("extend a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_is_being_given_back_is_no_longer_extended()
    {
        var sent = new TaskCompletionSource();
        var order = WorkBench.Order();
        var slow = new FakeDelivery("a", _bench.Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId), Payload = OrderJson.Serialize(order), GiveBackSent = sent.Task };
        var round = _bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), slow, _bench.Delivery("b"));

        await _bench.Journal.HasAsync("give back a");
        await _bench.Time.PassAsync(TenSeconds);
        await _bench.Journal.HasAsync("extend b");
        sent.SetResult();
        await round;

        Assert.Equal(0, _bench.Journal.Count("extend a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Messages_that_are_slow_to_refuse_keep_the_orders_beside_them_alive()
    {
        var stored = new TaskCompletionSource();
        _bench.Publisher.Before = (order, _) => order.Status is OrderStatus.Failed ? stored.Task : Task.CompletedTask;
        var round = _bench.RunAsync((order, token) => order.FinishAsync(token), _bench.Unreadable("x"), _bench.Delivery("a"), _bench.Unreadable("y"));

        await _bench.Time.PassAsync(TenSeconds);
        await _bench.Journal.HasAsync("extend a");
        stored.SetResult();
        await round;

        Assert.Equal((1, 1, 1), (_bench.Journal.Count("reject x"), _bench.Journal.Count("ack a"), _bench.Journal.Count("reject y")));
    }

    public void Dispose() => _bench.Dispose();
}
