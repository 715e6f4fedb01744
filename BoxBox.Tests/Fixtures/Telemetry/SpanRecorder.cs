using System.Threading.Channels;
using OpenTelemetry;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>
/// Keeps the ended spans of one trace. Sources are the whole process's, so what other tests do at the same time is told apart by its trace.
/// </summary>
internal sealed class SpanRecorder : BaseProcessor<Activity>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<Activity> _ended = Channel.CreateUnbounded<Activity>();

    public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

    /// <summary>The parent that requests bring along in their <c>traceparent</c>.</summary>
    public ActivitySpanId Parent { get; } = ActivitySpanId.CreateRandom();

    public string TraceParent => $"00-{Trace}-{Parent}-01";

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == Trace) _ended.Writer.TryWrite(data);
    }

    /// <summary>Waits for the trace's next span to end.</summary>
    public async Task<Activity> NextAsync() =>
        await _ended.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

    public HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, new Uri(path, UriKind.Relative)) { Headers = { { "traceparent", TraceParent } } };
}
