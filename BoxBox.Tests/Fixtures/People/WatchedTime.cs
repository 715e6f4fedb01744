using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Fixtures.People;

/// <summary>A clock that the test moves, and that tells when somebody began to wait on it: only then moving it has an effect.</summary>
public sealed class WatchedTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _watchers = [];

    public WatchedTime() : base(new DateTimeOffset(2026, 9, 6, 15, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Tell(dueTime);
        return timer;
    }

    /// <summary>Completes when somebody waits for exactly this long; each wait is told once.</summary>
    public Task SomebodyWaitsAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Remove(due))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Waits until somebody waits for this long, then lets it pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await SomebodyWaitsAsync(due);
        Advance(due);
    }

    private void Tell(TimeSpan due)
    {
        lock (_gate)
        {
            var index = _watchers.FindIndex(watcher => watcher.Due == due);
            if (index < 0)
            {
                _timers.Add(due);
            }
            else
            {
                _watchers[index].Seen.SetResult();
                _watchers.RemoveAt(index);
            }
        }
    }

    private sealed class WatchedTimer(ITimer timer, WatchedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Tell(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
