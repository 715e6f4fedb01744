namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A series as it was at one moment, for readers.</summary>
/// <param name="Before">What it stood at before its oldest kept point; null: nothing.</param>
/// <param name="Points">In the order of time.</param>
/// <param name="LastSeen">When its sender last said anything about it.</param>
internal sealed record SeriesView(Sender Sender, Tag[] Tags, MetricPoint? Before, MetricPoint[] Points, Exemplar[] Exemplars, DateTimeOffset LastSeen)
{
    // A sender exports every few seconds, or minutes; what was silent for longer than that has gone.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>The newest point not after <paramref name="at"/>.</summary>
    public MetricPoint? Latest(DateTimeOffset at)
    {
        var low = 0;
        var high = Points.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Points[middle].At <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 ? Points[low - 1] : Before;
    }

    public bool IsSilent(DateTimeOffset at) => at > LastSeen + Silence;
}
