using System.Diagnostics;

namespace OpenTelemetry.Instrumentation;

/// <summary>Receives the events of one of the framework's diagnostic listeners until it is disposed.</summary>
internal abstract class DiagnosticSubscription : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _listenerName;
    private readonly HashSet<string> _events;
    private readonly List<IDisposable> _subscriptions = [];
    private bool _disposed;

    protected DiagnosticSubscription(string listenerName, params IEnumerable<string> events)
    {
        _listenerName = listenerName;
        _events = events.ToHashSet(StringComparer.Ordinal);
        Keep(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == _listenerName) Keep(value.Subscribe(this, _events.Contains));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is { } payload && Activity.Current is { } activity) OnEvent(value.Key, activity, payload);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var subscription in _subscriptions) subscription.Dispose();
            _subscriptions.Clear();
        }
    }

    protected abstract void OnEvent(string name, Activity activity, object payload);

    /// <summary>Payloads are types that the framework keeps to itself; their properties are what it promises.</summary>
    protected static T? Read<T>(object payload, string property) where T : class => payload.GetType().GetProperty(property)?.GetValue(payload) as T;

    /// <summary>Says whether to trace, and takes an activity that is not to be traced out of the trace.</summary>
    protected static bool Admit<T>(Activity activity, Func<T, bool>? filter, T subject)
    {
        if (filter is null || Passes(filter, subject)) return true;
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        return false;
    }

    /// <summary>Telemetry never fails a request: what the caller's enricher throws becomes an event of the span.</summary>
    protected static void Enrich<T>(Activity activity, Action<Activity, T>? enrich, T subject)
    {
        if (enrich is null) return;
        try
        {
            enrich(activity, subject);
        }
        catch (Exception error)
        {
            activity.AddException(error);
        }
    }

    private static bool Passes<T>(Func<T, bool> filter, T subject)
    {
        try
        {
            return filter(subject);
        }
        catch (Exception error)
        {
            System.Diagnostics.Trace.TraceWarning($"A telemetry filter threw, so its request is not traced: {error}");
            return false;
        }
    }

    private void Keep(IDisposable subscription)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _subscriptions.Add(subscription);
                return;
            }
        }
        subscription.Dispose();
    }
}
