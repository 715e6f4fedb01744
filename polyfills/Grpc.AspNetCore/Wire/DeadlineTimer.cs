namespace Grpc.Net.Wire;

/// <summary>Calls back once, when a point in time has passed; however far it is.</summary>
internal sealed class DeadlineTimer : IDisposable
{
    /// <summary>A timer cannot wait longer; a later point takes several waits.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(49);

    private readonly DateTime _at;
    private readonly Action _passed;
    private readonly ITimer _timer;

    /// <param name="at">UTC.</param>
    public DeadlineTimer(DateTime at, Action passed)
    {
        _at = at;
        _passed = passed;
        using (ExecutionContext.SuppressFlow())
            _timer = TimeProvider.System.CreateTimer(static state => ((DeadlineTimer)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Wait(at - Now);
    }

    /// <summary>UTC, of the system's clock: a peer's clock runs on whatever this side's tests do.</summary>
    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        var rest = _at - Now;
        if (rest > TimeSpan.Zero)
            Wait(rest);
        else
            _passed();
    }

    private void Wait(TimeSpan rest) => _timer.Change(TimeSpan.FromTicks(Math.Clamp(rest.Ticks, 0, MaxWait.Ticks)), Timeout.InfiniteTimeSpan);
}
