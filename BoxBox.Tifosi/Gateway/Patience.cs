namespace BoxBox.Tifosi.Gateway;

/// <summary>How long a stream may say nothing. The gateway sends a comment at least every 15 s; three of those missing, the line is dead.</summary>
internal sealed class Patience : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenRegistration _stopped;

    public Patience(TimeProvider time, CancellationToken stop)
    {
        _lost = new CancellationTokenSource(Longest, time);
        _stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _lost);
    }

    public CancellationToken Token => _lost.Token;

    public void BeginAgain() => _lost.CancelAfter(Longest);

    public void Dispose()
    {
        _stopped.Dispose();
        _lost.Dispose();
    }
}
