namespace BoxBox.Fattorino;

/// <summary>How the Fattorino delivers; section <c>Fattorino</c>. Seconds may be fractions.</summary>
public sealed class FattorinoOptions
{
    public const string Section = "Fattorino";

    /// <summary>How many pizzas he takes on one trip, from 1 to 100; default 3.</summary>
    [Range(1, 100)]
    public int Capacity { get; set; } = 3;

    /// <summary>How long he waits for a pizza before he looks up, from 1 (the shortest that JetStream takes) to 300; default 5.</summary>
    [Range(1d, 300d)]
    public double FetchMaxWaitInSeconds { get; set; } = 5;

    /// <summary>How long a trip takes, from 0 to 86400 (a day); default 5.</summary>
    [Range(0d, 86_400d)]
    public double TripDurationInSeconds { get; set; } = 5;

    /// <summary>A trip's time is multiplied with a random factor between this and its inverse, log-uniform; from 0.01 to 100, 1 for none; default 0.5.</summary>
    [Range(0.01, 100d)]
    public double VarianceFactor { get; set; } = 0.5;

    /// <summary>How likely he gets lost on a trip, from 0 to 1; default 0.1.</summary>
    [Range(0d, 1d)]
    public double ProbabilityOfGettingLost { get; set; } = 0.1;

    /// <summary>How many times longer a trip takes on which he gets lost, from 1 to 100; default 2.</summary>
    [Range(1d, 100d)]
    public double LostFactor { get; set; } = 2;

    internal TimeSpan FetchMaxWait => TimeSpan.FromSeconds(FetchMaxWaitInSeconds);
    internal TimeSpan TripDuration => TimeSpan.FromSeconds(TripDurationInSeconds);
}

[OptionsValidator]
internal sealed partial class FattorinoOptionsValidator : IValidateOptions<FattorinoOptions>;
