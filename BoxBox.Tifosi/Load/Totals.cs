namespace BoxBox.Tifosi.Load;

/// <summary>All that a run has come to until now.</summary>
/// <param name="Iterations">Whole ones: the request and the pause after it.</param>
/// <param name="Interrupted">Iterations that were broken off.</param>
/// <param name="Unanswered">Of those, the ones with a request under way: nobody knows what came of it.</param>
/// <param name="Dropped">What an open model should have begun and could not, since all its users were waiting for answers.</param>
internal sealed record Totals(
    TimeSpan Elapsed,
    long Requests,
    long Failed,
    long Wrong,
    long Iterations,
    long Interrupted,
    long Unanswered,
    long Dropped,
    int Users,
    int MostUsers,
    Latencies Durations,
    IReadOnlyDictionary<string, long> Errors,
    IReadOnlyList<Moment> Moments)
{
    /// <summary>Per second of the run.</summary>
    public double Rate(long count) => Elapsed > TimeSpan.Zero ? count / Elapsed.TotalSeconds : 0;
}
