using BoxBox.Tests.Fixtures.ServiceDefaults;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>Everything that processes sent to this collector, and a way to wait for what is still to come.</summary>
internal sealed class CollectedTelemetry : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly OtlpReceiver _receiver;
    private readonly List<CollectedSpan> _spans = [];
    private readonly List<CollectedLog> _logs = [];
    private readonly Dictionary<(string, string, string), CollectedMetric> _metrics = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CollectedTelemetry(OtlpReceiver receiver)
    {
        _receiver = receiver;
        receiver.Arrived += Take;
    }

    public string Address => _receiver.Address;

    public IReadOnlyList<CollectedSpan> Spans => Copy(() => _spans.ToList());

    public IReadOnlyList<CollectedLog> Logs => Copy(() => _logs.ToList());

    public IReadOnlyList<CollectedMetric> Metrics => Copy(() => _metrics.Values.ToList());

    public static async Task<CollectedTelemetry> StartAsync() => new(await OtlpReceiver.StartOverHttpAsync());

    /// <summary>Looks again whenever something came, until there is an answer.</summary>
    /// <param name="what">What is waited for, to say so where it does not come.</param>
    /// <param name="find">The answer, or null for not yet.</param>
    /// <param name="cancellationToken">The end of the patience.</param>
    /// <param name="details">What else to say then.</param>
    public async Task<T> UntilAsync<T>(string what, Func<T?> find, CancellationToken cancellationToken, Func<string>? details = null) where T : class
    {
        while (true)
        {
            var next = Copy(() => _more.Task);
            if (find() is { } found)
            {
                return found;
            }

            try
            {
                await next.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"It never came: {what}. {Spans.Count} spans came, {Logs.Count} logs, {Metrics.Count} metrics. {details?.Invoke()}");
            }
        }
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private void Take(string signal, byte[] message)
    {
        lock (_gate)
        {
            switch (signal)
            {
                case "traces":
                    Take(ExportTraceServiceRequest.Parser.ParseFrom(message));
                    break;
                case "logs":
                    Take(ExportLogsServiceRequest.Parser.ParseFrom(message));
                    break;
                case "metrics":
                    Take(ExportMetricsServiceRequest.Parser.ParseFrom(message));
                    break;
            }

            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Take(ExportTraceServiceRequest request) => _spans.AddRange(
        from resource in request.ResourceSpans
        from scope in resource.ScopeSpans
        from span in scope.Spans
        select new CollectedSpan(resource.Resource.Attributes.Find("service.name")!, scope.Scope.Name, span));

    private void Take(ExportLogsServiceRequest request) => _logs.AddRange(
        from resource in request.ResourceLogs
        from scope in resource.ScopeLogs
        from log in scope.LogRecords
        select new CollectedLog(resource.Resource.Attributes.Find("service.name")!, scope.Scope.Name, log));

    private void Take(ExportMetricsServiceRequest request)
    {
        foreach (var resource in request.ResourceMetrics)
        {
            var service = resource.Resource.Attributes.Find("service.name")!;
            var instance = resource.Resource.Attributes.Find("service.instance.id")!;
            foreach (var scope in resource.ScopeMetrics)
            {
                foreach (var metric in scope.Metrics)
                {
                    _metrics[(service, instance, metric.Name)] = new CollectedMetric(service, instance, scope.Scope.Name, metric);
                }
            }
        }
    }

    private T Copy<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
