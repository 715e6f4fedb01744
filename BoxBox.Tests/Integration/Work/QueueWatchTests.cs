using System.Diagnostics.Metrics;
using BoxBox.Orders.Work.Nats;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.Work;

public sealed class QueueWatchTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly WorkBench _bench = new();
    private readonly WatchedTime _time = new();
    private readonly Measurements _measurements;

    public QueueWatchTests() => _measurements = new Measurements(_services.GetRequiredService<IMeterFactory>());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_queue_is_told_as_gauges_by_consumer_and_not_before_it_was_seen()
    {
        using var watch = Watch(() => new QueueState(Pending: 3, InFlight: 2, Redelivered: 1));
        await watch.StartAsync(Stop);

        await _time.SomebodyWaitsAsync(QueueWatch.Period);
        Assert.Empty(_measurements.All);
        _time.Advance(QueueWatch.Period);
        await _time.SomebodyWaitsAsync(QueueWatch.Period);

        await watch.StopAsync(Stop);
        Assert.Equal(
            [
                "boxbox.queue.in_flight=2 {order} {messaging.consumer.group.name=tests}",
                "boxbox.queue.pending=3 {order} {messaging.consumer.group.name=tests}",
                "boxbox.queue.redelivered=1 {order} {messaging.consumer.group.name=tests}",
            ],
            _measurements.All.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task While_the_server_does_not_answer_nothing_is_told_and_after_that_it_is_told_again()
    {
        var answers = new Queue<Func<QueueState>>([() => new QueueState(1, 0, 0), () => throw new TimeoutException("away"), () => new QueueState(2, 0, 0)]);
        using var watch = Watch(() => answers.Dequeue()());
        await watch.StartAsync(Stop);

        var told = new List<int>();
        await _time.SomebodyWaitsAsync(QueueWatch.Period);
        while (answers.Count > 0)
        {
            _time.Advance(QueueWatch.Period);
            await _time.SomebodyWaitsAsync(QueueWatch.Period);
            told.Add(_measurements.All.Count);
        }

        await watch.StopAsync(Stop);
        Assert.Equal([3, 3, 6], told);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_is_told_to_stop_before_it_has_started_does_not_take_the_watch_for_failed()
    {
        var log = new CollectedLines();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        using var watch = Watch(() => default);
        builder.Services.AddHostedService(_ => watch);
        builder.Services.AddHostedService(services => new StopsAtStart(services.GetRequiredService<IHostApplicationLifetime>(), () => _time.SomebodyWaitsAsync(QueueWatch.Period), () => watch.ExecuteTask!));
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.StartAsync(Stop));
        await host.StopAsync(Stop);

        Assert.True(watch.ExecuteTask!.IsCompletedSuccessfully);
        Assert.DoesNotContain(log.Lines, line => line.Contains("BackgroundService failed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_numbers_are_those_of_the_consumer()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var orders = await (await OrderStreamHost.StartAsync(nats.Url)).ReadyAsync();
        var options = Options.Create(new OrdersOptions());
        var setup = new StreamSetup(orders.JetStream, options, TimeProvider.System, NullLogger<StreamSetup>.Instance);
        var queue = new NatsWorkQueue(orders.JetStream, setup, _bench.Profile, options, TimeProvider.System, NullLogger<NatsWorkQueue>.Instance);
        await queue.OpenAsync(Stop);

        for (var i = 0; i < 3; i++)
            await orders.Publisher.PublishAsync(WorkBench.Order(), "tests", Stop);
        var first = Assert.Single(await queue.FetchAsync(1, TimeSpan.FromSeconds(5), Stop));
        Assert.Equal(new QueueState(Pending: 2, InFlight: 1, Redelivered: 0), await queue.StateAsync(Stop));

        await first.GiveBackAsync(TimeSpan.Zero, Stop);
        var held = new List<IDelivery>();
        while (held.Count < 3)
            held.AddRange(await queue.FetchAsync(3, TimeSpan.FromSeconds(5), Stop));
        Assert.Equal([1, 1, 2], held.Select(delivery => delivery.Attempt).Order());
        Assert.Equal(new QueueState(Pending: 0, InFlight: 3, Redelivered: 1), await queue.StateAsync(Stop));
    }

    public void Dispose()
    {
        _measurements.Dispose();
        _services.Dispose();
        _bench.Dispose();
    }

    private QueueWatch Watch(Func<QueueState> state) => new(
        new FakeQueue(new Journal()) { State = state }, _bench.Profile, _services.GetRequiredService<IMeterFactory>(), _time, NullLogger<QueueWatch>.Instance);

    /// <summary>Tells the host to stop while it starts, once another service works, and waits until that has ended because of it.</summary>
    private sealed class StopsAtStart(IHostApplicationLifetime lifetime, Func<Task> works, Func<Task> other) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await works();
            lifetime.StopApplication();
            await other().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
