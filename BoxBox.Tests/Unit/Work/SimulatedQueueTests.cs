using BoxBox.Tests.Fixtures.Work.Simulation;

namespace BoxBox.Tests.Unit.Work;

/// <summary>The queue of the simulation keeps to the contract of the real one.</summary>
public sealed class SimulatedQueueTests : WorkQueueContract
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedTime _time = new();
    private readonly SimulatedStream _stream;

    public SimulatedQueueTests() => _stream = new SimulatedStream(_time);

    protected override Task<IWorkQueue> OpenAsync(TimeSpan ackWait) => Task.FromResult<IWorkQueue>(new SimulatedQueue(_stream, OrderStatus.Pending, ackWait, _time));

    protected override Task PlaceAsync(Order order) => Task.FromResult(_stream.Publish(order));

    protected override async Task<IReadOnlyList<IDelivery>> FetchAsync(IWorkQueue queue, int most, TimeSpan maxWait)
    {
        var fetch = queue.FetchAsync(most, maxWait, Stop);
        while (!fetch.IsCompleted)
        {
            _time.Advance(Tick);
            await Task.Yield();
        }

        return await fetch;
    }
}
