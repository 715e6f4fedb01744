namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>A durable consumer of the simulated stream: it really delivers again what is not acknowledged in time, and what was given back when it has rested.</summary>
internal sealed class SimulatedQueue(SimulatedStream stream, OrderStatus takes, TimeSpan ackWait, TimeProvider time) : IWorkQueue
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly SortedDictionary<ulong, Unsettled> _unsettled = [];
    private ulong _deliveredTo;

    /// <summary>Told of every acknowledgement that arrives, before it counts.</summary>
    public Action<Order> Acknowledged { get; init; } = _ => { };

    public bool IsEmpty => _unsettled.Count == 0 && !New().Any();

    private TimeSpan AckWait => ackWait;

    private long Now => time.GetTimestamp();

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            IReadOnlyList<IDelivery> batch = [.. Due().Concat(New()).Take(most).ToList().Select(Deliver)];
            if (batch.Count > 0 || time.GetElapsedTime(began) >= maxWait)
                return batch;
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => Task.FromResult(new QueueState(
        stream.Steps.Count(step => step.Sequence > _deliveredTo && step.Order.Status == takes), _unsettled.Count, _unsettled.Values.Count(held => held.Attempts > 1)));

    private IEnumerable<Unsettled> Due() => _unsettled.Values.Where(held => time.GetElapsedTime(held.Since) >= held.For);

    private IEnumerable<Unsettled> New() => stream.Steps
        .Where(step => step.Sequence > _deliveredTo && step.Order.Status == takes).Select(step => new Unsettled(step));

    private Delivery Deliver(Unsettled held)
    {
        _deliveredTo = Math.Max(_deliveredTo, held.Step.Sequence);
        _unsettled[held.Step.Sequence] = held;
        held.Attempts++;
        held.Rest(ackWait, time.GetTimestamp());
        return new Delivery(this, held, held.Attempts);
    }

    private bool Holds(Unsettled held) => _unsettled.ContainsKey(held.Step.Sequence);

    /// <summary>A message that was delivered and is not settled.</summary>
    private sealed class Unsettled(SimulatedStream.Stored step)
    {
        public SimulatedStream.Stored Step => step;

        public int Attempts { get; set; }

        public long Since { get; private set; }

        public TimeSpan For { get; private set; }

        public void Rest(TimeSpan span, long now) => (For, Since) = (span, now);
    }

    private sealed class Delivery(SimulatedQueue queue, Unsettled held, int attempt) : IDelivery
    {
        public string Subject => OrderSubjects.For(held.Step.Order.Status, held.Step.Order.OrderId);

        public string? MessageId => held.Step.MessageId;

        public ReadOnlyMemory<byte> Payload => OrderJson.Serialize(held.Step.Order);

        public int Attempt => attempt;

        public DateTimeOffset StoredAt => held.Step.Order.UpdatedAt;

        public ActivityContext Producer => default;

        public Task AckAsync(CancellationToken cancellationToken)
        {
            queue.Acknowledged(held.Step.Order);
            queue._unsettled.Remove(held.Step.Sequence);
            return Task.CompletedTask;
        }

        public Task ExtendAsync(CancellationToken cancellationToken)
        {
            if (queue.Holds(held))
                held.Rest(queue.AckWait, queue.Now);
            return Task.CompletedTask;
        }

        public Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken)
        {
            if (queue.Holds(held))
                held.Rest(delay, queue.Now);
            return Task.CompletedTask;
        }

        public Task RejectAsync(CancellationToken cancellationToken) => AckAsync(cancellationToken);
    }
}
