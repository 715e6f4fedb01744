using System.Diagnostics;

namespace BoxBox.Tests.People;

/// <summary>The spans of one source that end while this listens; other tests may make some of them.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Activity> _spans = [];
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
                    _spans.Add(span);
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

    public void Dispose() => _listener.Dispose();
}
