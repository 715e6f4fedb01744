using BoxBox.Maestro.Colleagues;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>All the ports of a worker, each call of which is one of his process.</summary>
internal sealed class SimulatedPorts(SimulatedProcess process, SimulatedStream stream, SimulatedQueue queue, Action<string> broken) : IOrderPublisher, IOrderLookup, IWorkQueue, IDoughMaker, IOven
{
    public async ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken) =>
        await process.CallAsync($"publish {order.Status}", () => stream.Publish(order), cancellationToken);

    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) => process.CallAsync(
        "find", () => stream.Find(status, orderId) is { } found ? new StoredStep(found.Sequence, found.Order, process.Name) : null, cancellationToken);

    public Task<StoredStep?> FindFirstAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) => FindAsync(status, orderId, cancellationToken);

    public Task OpenAsync(CancellationToken cancellationToken) => process.CallAsync("open", () => true, cancellationToken);

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        // What is fetched by a process that dies meanwhile is in nobody's hands.
        var batch = await queue.FetchAsync(most, maxWait, cancellationToken);
        return await process.CallAsync<IReadOnlyList<IDelivery>>("fetch", () => [.. batch.Select(delivery => new Delivery(process, delivery, broken))], cancellationToken);
    }

    public async Task MakeDoughAsync(Order order, CancellationToken cancellationToken) => await AskAsync("dough", Baked.Well, cancellationToken);

    public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken) => AskAsync("oven", Baked.Well, cancellationToken);

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A colleague who does not get the call is away; whose answer is lost fails the order.</summary>
    private async Task<T> AskAsync<T>(string whom, T answer, CancellationToken cancellationToken)
    {
        try
        {
            return await process.CallAsync(whom, () => answer, cancellationToken);
        }
        catch (NatsException away)
        {
            throw new ColleagueAwayException($"The {whom} is away.", away);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The {whom} refuses.");
        }
    }

    private sealed class Delivery(SimulatedProcess process, IDelivery delivery, Action<string> broken) : IDelivery
    {
        private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(500);

        private string? _end;

        public string Subject => delivery.Subject;

        public string? MessageId => delivery.MessageId;

        public ReadOnlyMemory<byte> Payload => delivery.Payload;

        public int Attempt => delivery.Attempt;

        public DateTimeOffset StoredAt => delivery.StoredAt;

        public ActivityContext Producer => delivery.Producer;

        public Task AckAsync(CancellationToken cancellationToken) => EndAsync("ack", delivery.AckAsync, cancellationToken);

        public Task ExtendAsync(CancellationToken cancellationToken)
        {
            if (_end is not null)
                broken($"{Subject} is extended after {_end}: given back, it would not rest.");
            return SayAsync("extend", delivery.ExtendAsync, cancellationToken);
        }

        public Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken)
        {
            if (delay < ShortestRest)
                broken($"{Subject} is given back for {delay} only.");
            return EndAsync("give back", token => delivery.GiveBackAsync(delay, token), cancellationToken);
        }

        public Task RejectAsync(CancellationToken cancellationToken) => EndAsync("reject", delivery.RejectAsync, cancellationToken);

        /// <summary>Once; but an acknowledgement that nobody confirmed may be followed by a give-back.</summary>
        private Task<bool> EndAsync(string how, Func<CancellationToken, Task> say, CancellationToken cancellationToken)
        {
            if (_end is not null && (_end, how) is not ("ack", "give back"))
                broken($"{Subject} ends twice: {_end}, {how}.");
            _end = how;
            return SayAsync(how, say, cancellationToken);
        }

        // The queue's own methods complete at once.
        private Task<bool> SayAsync(string what, Func<CancellationToken, Task> say, CancellationToken cancellationToken) =>
            process.CallAsync(what, () => say(CancellationToken.None).IsCompleted, cancellationToken);
    }
}
