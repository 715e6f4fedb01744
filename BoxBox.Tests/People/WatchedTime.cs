using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.People;

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
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            var index = _watchers.FindIndex(watcher => watcher.Due == dueTime);
            if (index < 0)
            {
                _timers.Add(dueTime);
            }
            else
            {
                _watchers[index].Seen.SetResult();
                _watchers.RemoveAt(index);
            }
        }

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
}
