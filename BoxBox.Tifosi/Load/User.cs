namespace BoxBox.Tifosi.Load;

/// <summary>One who orders until he is told to leave; what he is at then he may finish, for a while.</summary>
internal sealed class User : IDisposable
{
    private readonly CancellationTokenSource broken;
    private readonly CancellationTokenRegistration stopped;
    private volatile bool leaving;

    public User(TimeProvider time, CancellationToken stop)
    {
        broken = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), broken);
    }

    public bool IsLeaving => leaving;

    /// <summary>He must let go of what he is at.</summary>
    public CancellationToken Broken => broken.Token;

    public void Leave(TimeSpan grace)
    {
        leaving = true;
        if (grace > TimeSpan.Zero) broken.CancelAfter(grace);
        else broken.Cancel();
    }

    public void Dispose()
    {
        stopped.Dispose();
        broken.Dispose();
    }
}
