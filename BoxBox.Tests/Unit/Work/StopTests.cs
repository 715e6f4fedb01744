namespace BoxBox.Tests.Unit.Work;

public sealed class StopTests : IDisposable
{
    private readonly WorkBench _bench = new();

    [Fact(Timeout = 30_000)]
    public async Task A_stop_lets_the_order_in_hand_be_finished_and_gives_back_the_rest_at_once()
    {
        var proceed = new TaskCompletionSource();
        var (b, c) = (_bench.Delivery("b"), _bench.Delivery("c"));
        var round = _bench.RunAsync(async (order, token) =>
        {
            _bench.Journal.Write("in hand");
            await proceed.Task;
            await order.FinishAsync(token);
        }, _bench.Delivery("a"), b, c);

        await _bench.Journal.HasAsync("in hand");
        await _bench.EndShiftAsync();
        proceed.SetResult();
        await round;

        Assert.Equal(1, _bench.Journal.Count("ack a"));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (b.GivenBackFor, c.GivenBackFor));
        Assert.Equal(1, _bench.Journal.Count("in hand"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_in_hand_that_takes_too_long_is_let_go()
    {
        var delivery = _bench.Delivery("a");
        var round = _bench.RunAsync((_, token) =>
        {
            _bench.Journal.Write("in hand");
            return Task.Delay(Timeout.InfiniteTimeSpan, _bench.Time, token);
        }, delivery);

        await _bench.Journal.HasAsync("in hand");
        await _bench.EndShiftAsync();
        await _bench.ShiftOverAsync();
        await round;

        Assert.Equal(TimeSpan.Zero, delivery.GivenBackFor);
        Assert.Equal(0, _bench.Journal.Count("ack a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_message_that_is_refused_when_the_shift_is_over_does_not_keep_the_orders_beside_it()
    {
        _bench.Publisher.Before = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, _bench.Time, token);
        var delivery = _bench.Delivery("a");
        var round = _bench.RunAsync((_, _) => throw new InvalidOperationException("worked"), delivery, _bench.Unreadable("x"));

        await _bench.Journal.HasAsync("publishing Failed");
        await _bench.EndShiftAsync();
        await _bench.ShiftOverAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round);

        Assert.Equal(TimeSpan.Zero, delivery.GivenBackFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_loop_gives_the_order_in_hand_its_grace_and_then_lets_go()
    {
        var delivery = _bench.Delivery("a");
        var queue = new FakeQueue(_bench.Journal, () => [delivery]);
        var worker = new FakeWorker((_, token) =>
        {
            _bench.Journal.Write("in hand");
            return Task.Delay(Timeout.InfiniteTimeSpan, _bench.Time, token);
        });
        using var loop = new WorkLoop(queue, _bench.Round(worker, queue), _bench.Time, NullLogger<WorkLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        await _bench.Journal.HasAsync("in hand");
        var stopped = loop.StopAsync(CancellationToken.None);
        await _bench.Time.SomebodyWaitsAsync(WorkLoop.Grace);
        _bench.Time.Advance(WorkLoop.Grace - TimeSpan.FromMilliseconds(1));
        Assert.Null(delivery.GivenBackFor);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await stopped.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.Zero, delivery.GivenBackFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_loop_that_ends_just_as_its_grace_begins_leaves_nothing_behind()
    {
        var fetch = new TaskCompletionSource<IReadOnlyList<IDelivery>>();
        // Whoever begins to wait for the grace finds the loop ended by the time that he has.
        var time = new MeddlingTime(WorkLoop.Grace, () => fetch.TrySetCanceled());
        var queue = new FakeQueue(_bench.Journal, () => []) { Else = fetch.Task };
        using var loop = new WorkLoop(queue, _bench.Round(new FakeWorker((_, _) => Task.CompletedTask), queue), time, NullLogger<WorkLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await _bench.Journal.HasAsync("queue empty");

        await loop.StopAsync(TestContext.Current.CancellationToken);
        time.Advance(WorkLoop.Grace);

        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_loop_opens_the_queue_again_after_a_fault_and_goes_on()
    {
        var queue = new FakeQueue(_bench.Journal, () => throw new InvalidOperationException("consumer deleted"), () => [_bench.Delivery("a")]);
        using var loop = new WorkLoop(queue, _bench.Round(new FakeWorker((order, token) => order.FinishAsync(token)), queue), _bench.Time, NullLogger<WorkLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        await _bench.Time.PassAsync(WorkLoop.Pause);
        await _bench.Journal.HasAsync("ack a");
        await loop.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, _bench.Journal.Count("open"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_loop_without_work_stops_at_once()
    {
        var queue = new FakeQueue(_bench.Journal);
        using var loop = new WorkLoop(queue, _bench.Round(new FakeWorker((_, _) => Task.CompletedTask), queue), _bench.Time, NullLogger<WorkLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        await _bench.Journal.HasAsync("queue empty");
        await loop.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    public void Dispose() => _bench.Dispose();
}
