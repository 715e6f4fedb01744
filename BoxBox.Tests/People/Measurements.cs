using System.Diagnostics.Metrics;

namespace BoxBox.Tests.People;

/// <summary>What is measured with the instruments of one service collection's meters.</summary>
public sealed class Measurements : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, double Value)> _values = [];
    private readonly MeterListener _listener = new();

    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    public IReadOnlyList<double> Of(string name)
    {
        lock (_gate)
            return [.. _values.Where(value => value.Name == name).Select(value => value.Value)];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value)
    {
        lock (_gate)
            _values.Add((instrument.Name, value));
    }
}
