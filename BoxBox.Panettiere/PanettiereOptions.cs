namespace BoxBox.Panettiere;

/// <summary>How the Panettiere works and sleeps; section <c>Panettiere</c>. Seconds may be fractions; a duration of 0 switches that behaviour off.</summary>
public sealed class PanettiereOptions
{
    public const string Section = "Panettiere";

    /// <summary>How long a dough takes, from 0 to 3600; default 2.</summary>
    [Range(0d, 3600d)]
    public double TimeToMakeADoughInSeconds { get; set; } = 2;

    /// <summary>A dough's time is multiplied with a random factor between this and its inverse, log-uniform; from 0.01 to 100, 1 for none; default 0.5.</summary>
    [Range(0.01, 100d)]
    public double VarianceInDoughMakeInSecondsFactor { get; set; } = 0.5;

    /// <summary>How long he is awake between two sleeps, and before the first at least half of it; from 0 (never sleeps) to 604800 (a week); default 60.</summary>
    [Range(0d, 604_800d)]
    public double PeriodBetweenSleepInSeconds { get; set; } = 60;

    /// <summary>How long he sleeps, from 0 (never) to 86400 (a day); default 10.</summary>
    [Range(0d, 86_400d)]
    public double SleepDurationInSeconds { get; set; } = 10;

    /// <summary>How likely a sleep becomes an oversleeping, from 0 to 1; default 0.3.</summary>
    [Range(0d, 1d)]
    public double ProbabilityOfOversleeping { get; set; } = 0.3;

    /// <summary>How many times longer an oversleeping lasts, from 1 to 100; default 2.</summary>
    [Range(1d, 100d)]
    public double OversleepingFactor { get; set; } = 2;

    internal TimeSpan TimeToMakeADough => TimeSpan.FromSeconds(TimeToMakeADoughInSeconds);
    internal TimeSpan PeriodBetweenSleep => TimeSpan.FromSeconds(PeriodBetweenSleepInSeconds);
    internal TimeSpan SleepDuration => TimeSpan.FromSeconds(SleepDurationInSeconds);
}

[OptionsValidator]
internal sealed partial class PanettiereOptionsValidator : IValidateOptions<PanettiereOptions>;
