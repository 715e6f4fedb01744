namespace BoxBox.Tests.Fixtures.Orders;

/// <summary>What the tests of the order stream share: each has a NATS server of its own, and the stream on it as a service has it.</summary>
public abstract class OverOrderStream : IAsyncLifetime
{
    private protected NatsServerProcess _nats = null!;
    private protected OrderStreamHost _orders = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync();
        _orders = await (await OrderStreamHost.StartAsync(_nats.Url)).ReadyAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _orders.DisposeAsync();
        await _nats.DisposeAsync();
    }
}
