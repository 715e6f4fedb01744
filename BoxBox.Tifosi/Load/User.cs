namespace BoxBox.Tifosi.Load;

/// <summary>One who orders until he is told to leave; what he is at then he may finish, for a while.</summary>
internal sealed class User : IDisposable
{
    private readonly CancellationTokenSource _broken;
    private readonly CancellationTokenRegistration _stopped;
    private volatile bool _leaving;

    public User(TimeProvider time, CancellationToken stop)
    {
        _broken = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _broken);
    }

    public bool IsLeaving => _leaving;

    /// <summary>He must let go of what he is at.</summary>
    public CancellationToken Broken => _broken.Token;

    public void Leave(TimeSpan grace)
    {
        _leaving = true;
        if (grace > TimeSpan.Zero) _broken.CancelAfter(grace);
        else _broken.Cancel();
    }

    public void Dispose()
    {
        _stopped.Dispose();
        _broken.Dispose();
    }
}
