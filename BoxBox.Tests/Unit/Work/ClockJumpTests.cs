using System.Diagnostics.Metrics;

namespace BoxBox.Tests.Unit.Work;

/// <summary>A machine's clock may be set forward or back at any moment.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly WorkBench _bench = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [Theory(Timeout = 30_000)]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task The_work_goes_on_when_the_clock_is_set_in_the_middle_of_an_order(int hours)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        using var measured = new Measurements(meters);
        var metrics = new OrderTelemetry(meters);
        _bench.Publisher.Before = (order, _) =>
        {
            metrics.Reached(order);
            return Task.CompletedTask;
        };
        var proceed = new TaskCompletionSource();
        var queue = new FakeQueue(_bench.Journal, () => [_bench.Delivery("a")], () => [_bench.Delivery("b")]);
        var worker = new FakeWorker(async (order, token) =>
        {
            await order.ReachAsync(OrderStatus.InProgress, token);
            _bench.Journal.Write("in hand");
            await proceed.Task;
            await order.FinishAsync(token);
        });
        using var loop = new WorkLoop(queue, _bench.Round(worker, queue), _bench.Time, NullLogger<WorkLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        await _bench.Journal.HasAsync("in hand");
        _bench.Time.AdjustTime(_bench.Time.GetUtcNow().AddHours(hours));
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await _bench.Journal.HasAsync("extend a");
        proceed.SetResult();
        await _bench.Journal.HasAsync("queue empty");
        await loop.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack b"), _bench.Journal.Count("open")));
        var leadTimes = measured.Of("boxbox.order.lead_time");
        Assert.Equal(4, leadTimes.Count);
        Assert.All(leadTimes, seconds => Assert.True(seconds >= 0, $"a lead time of {seconds} s"));
    }

    public void Dispose()
    {
        _services.Dispose();
        _bench.Dispose();
    }
}
