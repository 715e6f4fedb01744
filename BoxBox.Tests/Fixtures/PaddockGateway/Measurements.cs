using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>What the meters of one host measured, not those of a test beside it.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _all = [];

    public Measurements(IMeterFactory host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, host) && instrument.Meter.Name.StartsWith("BoxBox.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything so far, as <c>name=value unit {tag=value}</c>.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _all];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _all.Enqueue(
        FormattableString.Invariant($"{instrument.Name}={value} {instrument.Unit} {{{string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}"));
}
