namespace BoxBox.Maestro;

/// <summary>How the Maestro works and takes his breaks; section <c>Maestro</c>. Seconds may be fractions; a break's duration of 0 switches it off.</summary>
public sealed class MaestroOptions
{
    public const string Section = "Maestro";

    /// <summary>How many orders he takes at once, from 1 to 1000; default 10.</summary>
    [Range(1, 1000)]
    public int OrderBatchSize { get; set; } = 10;

    /// <summary>How long he waits for an order before he looks up, from 1 (the shortest that JetStream takes) to 300; default 5.</summary>
    [Range(1d, 300d)]
    public double FetchMaxWaitInSeconds { get; set; } = 5;

    /// <summary>How long he smokes after an order, from 0 (never smokes) to 3600; default 1.</summary>
    [Range(0d, 3600d)]
    public double SmokingDurationInSeconds { get; set; } = 1;

    /// <summary>How likely a smoke becomes an oversmoking, from 0 to 1; default 0.1.</summary>
    [Range(0d, 1d)]
    public double ProbabilityOfOversmoking { get; set; } = 0.1;

    /// <summary>How many times longer an oversmoking lasts, from 1 to 100; default 1.5.</summary>
    [Range(1d, 100d)]
    public double OversmokingFactor { get; set; } = 1.5;

    /// <summary>How long from one lunch to the next, from 0 (never lunches) to 604800 (a week); default 60.</summary>
    [Range(0d, 604_800d)]
    public double PeriodBetweenLunchInSeconds { get; set; } = 60;

    /// <summary>How long he lunches, from 0 (never) to 86400 (a day); default 10.</summary>
    [Range(0d, 86_400d)]
    public double LunchDurationInSeconds { get; set; } = 10;

    internal TimeSpan FetchMaxWait => TimeSpan.FromSeconds(FetchMaxWaitInSeconds);
    internal TimeSpan SmokingDuration => TimeSpan.FromSeconds(SmokingDurationInSeconds);
    internal TimeSpan PeriodBetweenLunch => TimeSpan.FromSeconds(PeriodBetweenLunchInSeconds);
    internal TimeSpan LunchDuration => TimeSpan.FromSeconds(LunchDurationInSeconds);
}

[OptionsValidator]
internal sealed partial class MaestroOptionsValidator : IValidateOptions<MaestroOptions>;
