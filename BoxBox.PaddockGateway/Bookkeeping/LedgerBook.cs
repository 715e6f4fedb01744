using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>The ledger of this process, written by one (<see cref="LedgerKeeper"/>) and read by many, who may wait for it to get somewhere.</summary>
internal sealed class LedgerBook : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Reader> _readers = [];
    private Ledger _ledger = new();
    private DateTimeOffset? _stream;
    private CancellationTokenSource _wrong = new();

    /// <summary>The last message that is counted.</summary>
    public ulong AsOf
    {
        get
        {
            lock (_lock)
                return _ledger.AsOf;
        }
    }

    /// <summary>Goes on with the book of a stream, or begins a new one where this is another stream, or the same that has lost messages which were counted.</summary>
    /// <returns>After which message to go on, and a token that is cancelled when the book turns out to be of another stream than there is now.</returns>
    public (ulong After, CancellationToken Wrong) Open(StreamPosition stream)
    {
        lock (_lock)
        {
            if (_stream != stream.Created || _ledger.AsOf > stream.LastSequence)
                (_stream, _ledger) = (stream.Created, new Ledger());
            if (_wrong.IsCancellationRequested)
                _wrong = new CancellationTokenSource();

            Serve();
            return (_ledger.AsOf, _wrong.Token);
        }
    }

    public void Enter(StepHeadline message)
    {
        lock (_lock)
        {
            _ledger.Enter(message.Sequence, message.Subject);
            Serve();
        }
    }

    /// <summary>Notes that the stream has nothing after one message up to its end.</summary>
    public void Skip(ulong after, StreamPosition end)
    {
        lock (_lock)
        {
            if (_stream != end.Created || _ledger.AsOf != after)
                return;
            _ledger.SkipTo(end.LastSequence);
            Serve();
        }
    }

    /// <summary>Compares the book with where the stream really ends; one of another stream is begun anew.</summary>
    /// <param name="end">Where the stream ends.</param>
    /// <param name="counted">What was counted before that was asked.</param>
    public void Check(StreamPosition end, ulong counted)
    {
        lock (_lock)
        {
            if (_stream is null || (_stream == end.Created && counted <= end.LastSequence))
                return;

            // Nobody reads it from now on. Not waited for: the keeper begins the new one at its own time.
            _stream = null;
            _ = _wrong.CancelAsync();
        }
    }

    /// <summary>The totals, once everything up to a position is counted.</summary>
    public async Task<LedgerTotals> ReadAsync(StreamPosition end, CancellationToken cancellationToken)
    {
        var reader = new Reader(end);
        lock (_lock)
        {
            _readers.Add(reader);
            Serve();
        }

        try
        {
            return await reader.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
                _readers.Remove(reader);
        }
    }

    public void Dispose() => _wrong.Dispose();

    private void Serve()
    {
        if (_readers.Count == 0)
            return;
        foreach (var reader in _readers.Where(reader => reader.End.Created == _stream && reader.End.LastSequence <= _ledger.AsOf))
            reader.Answer.TrySetResult(_ledger.Totals);
        _readers.RemoveAll(reader => reader.Answer.Task.IsCompleted);
    }

    private sealed record Reader(StreamPosition End)
    {
        public TaskCompletionSource<LedgerTotals> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
