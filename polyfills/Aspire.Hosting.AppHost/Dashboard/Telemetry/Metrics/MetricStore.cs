namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The latest values of every instrument, up to a number of points; the oldest point of all goes first.</summary>
internal sealed class MetricStore(int pointLimit)
{
    // Each series keeps one point at least, so there are fewer of them than points.
    private readonly int seriesLimit = Math.Max(1, pointLimit / 4);
    private readonly Lock gate = new();
    private readonly Dictionary<InstrumentId, Entry> instruments = [];
    private readonly Queue<(Entry Entry, string Key)> seriesByAge = new();
    private readonly Queue<Series> pointsByAge = new();
    private int points;

    public Changes Changes { get; } = new();

    public int PointCount
    {
        get
        {
            lock (gate)
            {
                return points;
            }
        }
    }

    /// <summary>Every instrument without its series.</summary>
    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (gate)
            {
                return [.. instruments.Values.Select(entry => entry.Description)
                    .OrderBy(instrument => instrument.Id.Service, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(instrument => instrument.Id.Meter, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(instrument => instrument.Id.Name, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    public Instrument? Find(InstrumentId id)
    {
        lock (gate)
        {
            return instruments.TryGetValue(id, out var entry) ? entry.Description with { Series = [.. entry.Series.Values.Select(series => series.View)] } : null;
        }
    }

    public void Add(IReadOnlyCollection<Measurement> arrived)
    {
        if (arrived.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (var measurement in arrived)
            {
                Add(measurement);
            }
        }

        Changes.Notify();
    }

    private void Add(Measurement measurement)
    {
        var series = SeriesOf(measurement);
        if (series.Add(measurement))
        {
            points++;
            pointsByAge.Enqueue(series);
            DropOldest();
        }
    }

    private Series SeriesOf(Measurement measurement)
    {
        if (!instruments.TryGetValue(measurement.Instrument, out var entry) || entry.Description.Kind != measurement.Kind)
        {
            var description = new Instrument(measurement.Instrument, measurement.Kind, measurement.Unit, measurement.Description, []);
            Forget(entry);
            instruments[measurement.Instrument] = entry = new Entry(description, []);
        }

        var key = string.Join('\u001f', measurement.Tags.Select(tag => $"{tag.Key}\u001e{tag.Value}").Prepend(measurement.Sender.Name));
        if (!entry.Series.TryGetValue(key, out var series))
        {
            entry.Series[key] = series = new Series(measurement.Sender, measurement.Tags);
            seriesByAge.Enqueue((entry, key));
            if (seriesByAge.Count > seriesLimit)
            {
                Forget(seriesByAge.Dequeue());
            }
        }

        return series;
    }

    // The last point of a series stays: it says where the series stands. Of a forgotten series only its turns are left, which go too.
    private void DropOldest()
    {
        while ((points > pointLimit || pointsByAge.Count > pointLimit * 2) && pointsByAge.TryDequeue(out var series))
        {
            if (series.PointCount > 1 && points > pointLimit)
            {
                series.DropOldest();
                points--;
            }
            else if (series.PointCount > 0)
            {
                pointsByAge.Enqueue(series);
            }
        }
    }

    private void Forget((Entry Entry, string Key) oldest)
    {
        if (oldest.Entry.Series.Remove(oldest.Key, out var series))
        {
            points -= series.Forget();
        }

        if (oldest.Entry.Series.Count == 0 && instruments.TryGetValue(oldest.Entry.Description.Id, out var current) && current == oldest.Entry)
        {
            instruments.Remove(oldest.Entry.Description.Id);
        }
    }

    private void Forget(Entry? replaced)
    {
        if (replaced is not null)
        {
            points -= replaced.Series.Values.Sum(series => series.Forget());
            replaced.Series.Clear();
        }
    }

    private sealed record Entry(Instrument Description, Dictionary<string, Series> Series);
}
