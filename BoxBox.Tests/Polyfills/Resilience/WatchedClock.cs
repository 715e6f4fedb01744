using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Polyfills.Resilience;

/// <summary>A fake clock that tells of each timer once it is set.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public ValueTask<TimeSpan> NextTimerAsync(CancellationToken cancellationToken) => _timers.Reader.ReadAsync(cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero) _timers.Writer.TryWrite(dueTime);
        return timer;
    }
}
