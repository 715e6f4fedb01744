namespace BoxBox.Tifosi.Load;

/// <summary>How many requests a run may make in all.</summary>
/// <param name="limit">Null: as many as it comes to.</param>
internal sealed class Budget(long? limit) : IDisposable
{
    private readonly CancellationTokenSource _spent = new();
    private long _taken;

    /// <summary>Nothing is left: the run may end.</summary>
    public CancellationToken Spent => _spent.Token;

    public bool TryTake()
    {
        var mine = Interlocked.Increment(ref _taken);
        if (mine >= limit) _spent.Cancel();
        return !(mine > limit);
    }

    public void Dispose() => _spent.Dispose();
}
