namespace BoxBox.Tifosi.Load;

/// <summary>A second of a run, or some of them together.</summary>
/// <param name="At">Its end, from the start of the run.</param>
internal sealed record Moment(TimeSpan At, TimeSpan Length, long Requests, long Errors, int Users, TimeSpan P50, TimeSpan P95, TimeSpan P99)
{
    public double RequestsPerSecond => Length > TimeSpan.Zero ? Requests / Length.TotalSeconds : 0;

    /// <summary>Two that follow each other as one. Percentiles cannot be added: the worse stands for both.</summary>
    public Moment With(Moment next) =>
        new(next.At, Length + next.Length, Requests + next.Requests, Errors + next.Errors, next.Users, Longer(P50, next.P50), Longer(P95, next.P95), Longer(P99, next.P99));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
