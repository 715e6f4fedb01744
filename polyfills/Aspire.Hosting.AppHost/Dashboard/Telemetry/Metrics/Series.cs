namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>
/// The values of one instrument for one sender and one set of tags. Counters and histograms are kept cumulative and never go back,
/// whatever the sender does (deltas, a restart), so that a difference is always what came in between. Not safe for many threads.
/// </summary>
internal sealed class Series(Sender sender, Tag[] tags)
{
    /// <summary>Measurements in one slot of time become one point: the last one.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromSeconds(2);

    private const int ExemplarLimit = 20;

    private readonly List<MetricPoint> points = [];
    private readonly Queue<Exemplar> exemplars = new();
    private Measurement? last;
    private double offset;
    private Distribution? distributionOffset;

    // What the series stood at before its oldest point.
    private MetricPoint? before;

    public Sender Sender { get; } = sender;

    public Tag[] Tags { get; } = tags;

    public int PointCount => points.Count;

    public SeriesView View => new(Sender, Tags, before, [.. points], [.. exemplars], last?.At ?? default);

    /// <returns>Whether there is one point more than before.</returns>
    public bool Add(Measurement measurement)
    {
        if (last is not null && measurement.At < last.At)
        {
            return false;
        }

        foreach (var exemplar in measurement.Exemplars)
        {
            if (exemplars.Count == ExemplarLimit)
            {
                exemplars.Dequeue();
            }

            exemplars.Enqueue(exemplar);
        }

        var point = PointOf(measurement);
        last = measurement;
        return Append(point);
    }

    public void DropOldest()
    {
        before = points[0];
        points.RemoveAt(0);
    }

    /// <returns>How many points there were.</returns>
    public int Forget()
    {
        var count = points.Count;
        points.Clear();
        return count;
    }

    private bool Append(MetricPoint point)
    {
        if (points.Count > 0)
        {
            var newest = points[^1];
            if (newest.Value.Equals(point.Value) && newest.Distribution?.Count == point.Distribution?.Count)
            {
                return false;
            }

            if (newest.At.Ticks / Slot.Ticks == point.At.Ticks / Slot.Ticks)
            {
                points[^1] = point;
                return false;
            }
        }

        points.Add(point);
        return true;
    }

    private MetricPoint PointOf(Measurement now)
    {
        if (now.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter && !now.IsDelta)
        {
            return new MetricPoint(now.At, now.Value, null);
        }

        if (last is not null && (now.IsDelta || BeganAgain(now, last)))
        {
            offset = points.Count > 0 ? points[^1].Value : offset;
            distributionOffset = points.Count > 0 ? points[^1].Distribution : distributionOffset;
        }

        var distribution = now.Distribution is { } counted && distributionOffset is not null ? counted.Plus(distributionOffset) : now.Distribution;
        return new MetricPoint(now.At, offset + now.Value, distribution);
    }

    private static bool BeganAgain(Measurement now, Measurement last) =>
        now.Since > last.At || now.Value < last.Value || now.Distribution?.Count < last.Distribution?.Count;
}
