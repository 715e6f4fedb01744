namespace BoxBox.Tifosi.Load;

/// <summary>How many requests a run may make in all.</summary>
/// <param name="limit">Null: as many as it comes to.</param>
internal sealed class Budget(long? limit) : IDisposable
{
    private readonly CancellationTokenSource spent = new();
    private long taken;

    /// <summary>Nothing is left: the run may end.</summary>
    public CancellationToken Spent => spent.Token;

    public bool TryTake()
    {
        var mine = Interlocked.Increment(ref taken);
        if (mine >= limit) spent.Cancel();
        return !(mine > limit);
    }

    public void Dispose() => spent.Dispose();
}
