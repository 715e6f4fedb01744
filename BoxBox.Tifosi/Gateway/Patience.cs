namespace BoxBox.Tifosi.Gateway;

/// <summary>How long a stream may say nothing. The gateway sends a comment at least every 15 s; three of those missing, the line is dead.</summary>
internal sealed class Patience : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenRegistration stopped;

    public Patience(TimeProvider time, CancellationToken stop)
    {
        lost = new CancellationTokenSource(Longest, time);
        stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), lost);
    }

    public CancellationToken Token => lost.Token;

    public void BeginAgain() => lost.CancelAfter(Longest);

    public void Dispose()
    {
        stopped.Dispose();
        lost.Dispose();
    }
}
