namespace BoxBox.People;

/// <summary>How people spend time: every human duration passes <see cref="PeopleOptions.TimeScale"/> times faster.</summary>
public sealed class HumanTime(TimeProvider time, IOptions<PeopleOptions> options)
{
    /// <summary>The longest that a timer takes, about 49 days.</summary>
    private const double LongestInMilliseconds = uint.MaxValue - 1d;

    private readonly double _scale = options.Value.TimeScale;

    /// <summary>How long a human duration really lasts; at most 49 days.</summary>
    public TimeSpan Lasts(TimeSpan humanDuration) => TimeSpan.FromMilliseconds(Math.Min(humanDuration.TotalMilliseconds / _scale, LongestInMilliseconds));

    /// <summary>Lets a human duration pass.</summary>
    /// <returns>How long it really took.</returns>
    public async Task<TimeSpan> SpendAsync(TimeSpan humanDuration, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (humanDuration > TimeSpan.Zero)
            await Task.Delay(Lasts(humanDuration), time, cancellationToken);
        return time.GetElapsedTime(start);
    }

    /// <summary>The same, but for what is left of it when somebody ends it early.</summary>
    public async Task<TimeSpan> SpendAsync(TimeSpan humanDuration, Task early, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task spent = SpendAsync(humanDuration, enough.Token);
        await Task.WhenAny(spent, early);
        await enough.CancelAsync();
        await spent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return time.GetElapsedTime(start);
    }
}
