using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Results;

/// <summary>All that is known of a run at its end.</summary>
/// <param name="Books">Null where the gateway had no ledger to show, before or after.</param>
/// <param name="Followed">Null where nobody listened.</param>
/// <param name="Stopped">It was told to end before its end.</param>
internal sealed record RunResult(
    Plan Plan,
    Uri Gateway,
    int Seed,
    double Bad,
    DateTimeOffset Began,
    Totals Totals,
    long Placed,
    Books? Books,
    FollowSummary? Followed,
    IReadOnlyList<Threshold> Thresholds,
    bool Stopped)
{
    public IReadOnlyList<Metric> Metrics { get; } = Results.Metrics.Of(Totals);

    public IReadOnlyList<ThresholdResult> Judged => [.. Thresholds.Select(threshold => threshold.Judge(Metrics))];

    public bool IsCrossed => Judged.Any(result => !result.Holds);
}
