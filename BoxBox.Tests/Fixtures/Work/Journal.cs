namespace BoxBox.Tests.Fixtures.Work;

/// <summary>What happened, in its order; a test can wait for an entry instead of for time.</summary>
public sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly List<string> _entries = [];
    private readonly List<(Func<IReadOnlyList<string>, bool> Reached, TaskCompletionSource Seen)> _watchers = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public void Write(string entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            foreach (var watcher in _watchers.FindAll(watcher => watcher.Reached(_entries)))
                watcher.Seen.TrySetResult();
        }
    }

    /// <summary>Completes when the entry stands there so many times.</summary>
    public Task HasAsync(string entry, int times = 1)
    {
        lock (_gate)
        {
            bool Reached(IReadOnlyList<string> entries) => entries.Count(e => e == entry) >= times;
            if (Reached(_entries))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((Reached, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public int Count(string entry) => Entries.Count(e => e == entry);
}
