using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>The newest snapshot, in memory.</summary>
internal sealed class FakeLedgerStore : ILedgerStore
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LedgerSnapshot? Newest { get; private set; }

    /// <summary>So many loads fail from now on.</summary>
    public int FailingLoads { get; set; }

    /// <summary>The next snapshot is saved.</summary>
    public Task Saved
    {
        get
        {
            lock (_lock)
                return _saved.Task;
        }
    }

    public Task<LedgerSnapshot?> LoadAsync(StreamPosition stream, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (FailingLoads-- > 0)
                throw new TimeoutException("The snapshot was replaced meanwhile.");
            return Task.FromResult(Newest is { } saved && saved.Stream == stream.Created && saved.AsOf <= stream.LastSequence ? saved : null);
        }
    }

    public Task SaveAsync(LedgerSnapshot snapshot, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Newest is not { } there || there.Stream != snapshot.Stream || there.AsOf < snapshot.AsOf)
                Newest = snapshot;
            _saved.TrySetResult();
            _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }
}
