namespace BoxBox.Tests.Fixtures.People;

/// <summary>The spans of one source that end while this listens; other tests may make some of them.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Activity> _spans = [];
    private readonly List<(Func<Activity, bool> Sought, TaskCompletionSource Ended)> _watchers = [];
    private readonly ActivityListener _listener;

    public RecordedSpans(string source)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_gate)
                {
                    _spans.Add(span);
                    foreach (var watcher in _watchers.Where(watcher => watcher.Sought(span)))
                        watcher.Ended.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> All
    {
        get
        {
            lock (_gate)
                return [.. _spans];
        }
    }

    /// <summary>Completes when a span that is sought has ended.</summary>
    public Task EndedAsync(Func<Activity, bool> sought)
    {
        lock (_gate)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_spans.Exists(span => sought(span)))
                ended.SetResult();
            else
                _watchers.Add((sought, ended));
            return ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void Dispose() => _listener.Dispose();
}
