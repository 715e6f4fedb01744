using System.Collections.Concurrent;
using System.Diagnostics;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Records the ended spans of one source.</summary>
internal sealed class SpanSource : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanSource(string name)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those of the trace that the span began; other tests run beside this one.</summary>
    public Activity[] Of(Activity root) => [.. _spans.Where(span => span.TraceId == root.TraceId)];

    public void Dispose() => _listener.Dispose();
}
