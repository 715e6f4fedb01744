using System.Diagnostics.Metrics;

namespace BoxBox.Tests.Fixtures.People;

/// <summary>What is measured with the instruments of one service collection's meters.</summary>
public sealed class Measurements : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, string? Unit, double Value, string Tags)> _values = [];
    private readonly List<(string Name, string Tags, int Times, TaskCompletionSource Seen)> _watchers = [];
    private readonly MeterListener _listener = new();

    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything so far, and what is to be observed now, as <c>name=value unit {tag=value}</c>.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_gate)
                return [.. _values.Select(value => FormattableString.Invariant($"{value.Name}={value.Value} {value.Unit} {{{value.Tags}}}"))];
        }
    }

    public IReadOnlyList<double> Of(string name)
    {
        lock (_gate)
            return [.. _values.Where(value => value.Name == name).Select(value => value.Value)];
    }

    /// <summary>The tags of each measurement, e.g. <c>size=large,outcome=burnt</c>.</summary>
    public IReadOnlyList<string> TagsOf(string name)
    {
        lock (_gate)
            return [.. _values.Where(value => value.Name == name).Select(value => value.Tags)];
    }

    /// <summary>Completes when something was measured with these tags, so many times.</summary>
    public Task HasAsync(string name, string tags, int times = 1)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (CountOf(name, tags) >= times)
                seen.SetResult();
            else
                _watchers.Add((name, tags, times, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void Dispose() => _listener.Dispose();

    private int CountOf(string name, string tags) => _values.Count(value => value.Name == name && value.Tags == tags);

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var written = string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_gate)
        {
            _values.Add((instrument.Name, instrument.Unit, value, written));
            foreach (var watcher in _watchers.Where(watcher => watcher.Name == instrument.Name && watcher.Tags == written && CountOf(watcher.Name, watcher.Tags) >= watcher.Times))
                watcher.Seen.TrySetResult();
        }
    }
}
