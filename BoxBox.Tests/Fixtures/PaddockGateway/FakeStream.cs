using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>The stream in memory: every step once, in order; NATS can be away from it, also just after a step was stored.</summary>
internal sealed class FakeStream : IOrderPublisher, IOrderHistory
{
    private readonly Lock _lock = new();
    private readonly List<StoredStep> _entries = [];
    private readonly Channel<StreamPosition> _askedWhereItEnds = Channel.CreateUnbounded<StreamPosition>();
    private readonly Channel<ulong> _followedAfter = Channel.CreateUnbounded<ulong>();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentQueue<OrderStatus> _lookedFor = [];
    private int _followers;
    private int _questions;

    /// <summary>Every call fails.</summary>
    public bool IsAway { get; set; }

    /// <summary>Completed lets through what is followed; else whoever follows waits for it.</summary>
    public Task Flow { get; set; } = Task.CompletedTask;

    /// <summary>Completed lets those who read a batch get to its end; else they wait for it, with all of the batch read.</summary>
    public Task BatchesEnd { get; set; } = Task.CompletedTask;

    /// <summary>The next publish is stored, but its acknowledgement is lost.</summary>
    public bool LosesNextAck { get; set; }

    /// <summary>A signal each time that somebody was told where the stream ends.</summary>
    public ChannelReader<StreamPosition> AskedWhereItEnds => _askedWhereItEnds.Reader;

    /// <summary>A signal each time that somebody begins to follow.</summary>
    public ChannelReader<ulong> FollowedAfter => _followedAfter.Reader;

    /// <summary>Where the gateways over this stream save their ledger.</summary>
    public FakeLedgerStore Ledgers { get; } = new();

    /// <summary>How often the stream was asked for anything; who follows it asks once.</summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>The steps that were looked for, in turn.</summary>
    public IReadOnlyList<OrderStatus> LookedFor => [.. _lookedFor];

    public int Followers => Volatile.Read(ref _followers);

    public IReadOnlyList<StoredStep> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>Another stream takes this one's place, empty.</summary>
    public void Replace()
    {
        lock (_lock)
        {
            _entries.Clear();
            _created += TimeSpan.FromDays(1);
        }
    }

    public void LoseNewest(int count)
    {
        lock (_lock)
            _entries.RemoveRange(_entries.Count - count, count);
    }

    /// <summary>Those who follow lose their subscription.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _changed.SetException(new NatsException("The connection is lost."));
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public StoredStep Store(Order? order, string by = "maestro")
    {
        lock (_lock)
        {
            var entry = new StoredStep((ulong)_entries.Count + 1, order, by)
            {
                Subject = order is null ? "orders.unknown" : OrderSubjects.For(order.Status, order.OrderId),
                StoredAt = order?.UpdatedAt ?? Pizza.Noon,
                Payload = order is null ? default : OrderJson.Serialize(order),
            };
            _entries.Add(entry);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return entry;
        }
    }

    public ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_lock)
        {
            var stored = _entries.Find(entry => entry.Order is { } there && StepMessage.IdOf(there) == StepMessage.IdOf(order));
            var ack = new PubAckResponse { Stream = OrderStreamConfig.StreamName, Seq = (stored ?? Store(order, by)).Sequence, Duplicate = stored is not null };
            if (!LosesNextAck)
                return ValueTask.FromResult(ack);

            LosesNextAck = false;
            throw new TimeoutException("The acknowledgement was lost.");
        }
    }

    public Task<StreamPosition> PositionAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_lock)
        {
            var position = new StreamPosition((ulong)_entries.Count, _created);
            _askedWhereItEnds.Writer.TryWrite(position);
            return Task.FromResult(position);
        }
    }

    public Task<StoredStep?> FindFirstAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(Entries.FirstOrDefault(entry => entry.Order?.OrderId == orderId && entry.Order.Status == status));
    }

    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _lookedFor.Enqueue(status);
        return Task.FromResult(Entries.LastOrDefault(entry => entry.Order?.OrderId == orderId && entry.Order.Status == status));
    }

    public Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult<IReadOnlyList<StoredStep>>([.. Entries.Where(entry => entry.Sequence > after && entry.Order?.OrderId == orderId)]);
    }

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(Entries.FirstOrDefault(entry => entry.Sequence > after));
    }

    public async IAsyncEnumerable<StoredStep> ReadAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowIfAway();
        foreach (var entry in Entries.Where(entry => entry.Sequence > after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }

        await BatchesEnd.WaitAsync(cancellationToken);
    }

    public async IAsyncEnumerable<StoredStep> FollowAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _followers);
        _followedAfter.Writer.TryWrite(after);
        try
        {
            while (true)
            {
                await Flow.WaitAsync(cancellationToken);
                var (news, changed) = Since(after);
                foreach (var entry in news)
                {
                    yield return entry;
                    after = entry.Sequence;
                }

                await changed.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _followers);
        }
    }

    private (StoredStep[] News, Task Changed) Since(ulong after)
    {
        lock (_lock)
            return ([.. _entries.Where(entry => entry.Sequence > after)], _changed.Task);
    }

    private void ThrowIfAway()
    {
        Interlocked.Increment(ref _questions);
        if (IsAway)
            throw new NatsException("NATS is away.");
    }
}
