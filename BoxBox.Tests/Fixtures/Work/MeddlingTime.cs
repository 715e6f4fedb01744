using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>A clock on which something happens just before a timer is set to a certain time.</summary>
internal sealed class MeddlingTime(TimeSpan due, Action before) : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Meddle(dueTime);
        return new MeddledTimer(base.CreateTimer(callback, state, dueTime, period), this);
    }

    private void Meddle(TimeSpan dueTime)
    {
        if (dueTime == due)
            before();
    }

    private sealed class MeddledTimer(ITimer timer, MeddlingTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Meddle(dueTime);
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
