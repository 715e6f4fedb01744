using BoxBox.Orders.Work.Nats;

namespace BoxBox.Tests.Integration.Work;

/// <summary>The queue over a real nats-server keeps to the contract.</summary>
public sealed class NatsWorkQueueContractTests : WorkQueueContract, IAsyncLifetime
{
    private readonly WorkBench _bench = new();
    private NatsServerProcess _nats = null!;
    private OrderStreamHost _orders = null!;

    public async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync();
        _orders = await (await OrderStreamHost.StartAsync(_nats.Url)).ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        await _nats.DisposeAsync();
        _bench.Dispose();
    }

    protected override async Task<IWorkQueue> OpenAsync(TimeSpan ackWait)
    {
        var options = Options.Create(new OrdersOptions { AckWaitInSeconds = ackWait.TotalSeconds });
        var setup = new StreamSetup(_orders.JetStream, options, TimeProvider.System, NullLogger<StreamSetup>.Instance);
        var queue = new NatsWorkQueue(_orders.JetStream, setup, _bench.Profile, options, TimeProvider.System, NullLogger<NatsWorkQueue>.Instance);
        await queue.OpenAsync(Stop);
        return queue;
    }

    protected override Task PlaceAsync(Order order) => _orders.Publisher.PlaceAsync(order, Stop);
}
