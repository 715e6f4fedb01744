namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>The ledger of this process: written by the feed, read by many, who may wait for it to get somewhere.</summary>
internal sealed class CurrentLedger
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Reader, ulong> _readers = new();
    private readonly List<Reader> _ofOtherStreams = [];
    private Ledger _ledger = new();
    private StreamPosition? _begun;

    /// <summary>The last message that is counted.</summary>
    public ulong AsOf { get { lock (_lock) return _ledger.AsOf; } }

    /// <summary>See <see cref="Ledger.Owed"/>.</summary>
    public long Owed { get { lock (_lock) return _ledger.Owed; } }

    public LedgerTotals Totals { get { lock (_lock) return _ledger.Totals; } }

    /// <summary>Where the stream ended when this ledger was begun; null before the first, and between two.</summary>
    public StreamPosition? Begun { get { lock (_lock) return _begun; } }

    /// <summary>Puts the ledger of a stream in the place of what was there.</summary>
    public void Begin(StreamPosition stream, Ledger ledger)
    {
        lock (_lock)
        {
            (_begun, _ledger) = (stream, ledger);
            _readers.EnqueueRange(_ofOtherStreams.Select(reader => (reader, reader.End.LastSequence)));
            _ofOtherStreams.Clear();
            Serve();
        }
    }

    /// <summary>The ledger is found to be of a stream that is gone: who waits, waits for the next.</summary>
    public void Close()
    {
        lock (_lock)
            _begun = null;
    }

    public void Enter(StoredStep message)
    {
        lock (_lock)
        {
            _ledger.Enter(message);
            Serve();
        }
    }

    /// <summary>Notes that the stream has nothing after one message up to its end.</summary>
    public void Skip(ulong after, StreamPosition end)
    {
        lock (_lock)
        {
            if (_begun?.Created != end.Created || _ledger.AsOf != after)
                return;
            _ledger.SkipTo(end.LastSequence);
            Serve();
        }
    }

    /// <summary>Waits until everything up to a position is counted.</summary>
    public async Task ReachAsync(StreamPosition end, CancellationToken cancellationToken)
    {
        var reader = new Reader(end);
        lock (_lock)
        {
            _readers.Enqueue(reader, end.LastSequence);
            Serve();
        }

        await using var gaveUp = cancellationToken.UnsafeRegister(static (state, token) => ((Reader)state!).Arrived.TrySetCanceled(token), reader);
        await reader.Arrived.Task;
    }

    /// <summary>The order and its way, where all of it is here.</summary>
    public OrderDetails? Find(Guid orderId)
    {
        lock (_lock)
            return _ledger.Find(orderId) is { IsWhole: true } line ? line.Details : null;
    }

    /// <summary>The open orders, the newest first, and then those that ended since an instant, the last to end first.</summary>
    public OrdersNow Orders(int most, DateTimeOffset endedSince)
    {
        ulong asOf;
        LedgerLine[] open, ended;
        lock (_lock)
        {
            asOf = _ledger.AsOf;
            open = [.. _ledger.Open];
            ended = [.. _ledger.Ended.TakeWhile(line => line.EndedAt >= endedSince)];
        }

        // The feed waits for the lock: it need not wait for thousands of orders to be sorted and made ready.
        return new OrdersNow(asOf, [.. Show(open.OrderByDescending(line => line.FirstSequence), most), .. Show(ended, most)]);
    }

    /// <summary>What is to be saved; null where nothing has begun, or nothing has come since a message.</summary>
    public LedgerSnapshot? Save(ulong since)
    {
        Func<LedgerSnapshot>? make;
        lock (_lock)
            make = _begun is { } stream && _ledger.AsOf != since ? _ledger.Save(stream.Created) : null;
        return make?.Invoke();
    }

    private static IEnumerable<OrderDetails> Show(IEnumerable<LedgerLine> lines, int most) => lines.Select(line => line.Details).OfType<OrderDetails>().Take(most);

    private void Serve()
    {
        while (_readers.TryPeek(out var reader, out var sequence) && sequence <= _ledger.AsOf)
        {
            _readers.Dequeue();
            if (reader.End.Created == _begun?.Created)
                reader.Arrived.TrySetResult();
            else if (!reader.Arrived.Task.IsCompleted)
                _ofOtherStreams.Add(reader);
        }
    }

    private sealed record Reader(StreamPosition End)
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
