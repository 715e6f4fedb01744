namespace BoxBox.Fornaio;

/// <summary>How large the oven is, and how the Fornaio bakes; section <c>Fornaio</c>. Seconds may be fractions; a duration of 0 bakes at once.</summary>
public sealed class FornaioOptions
{
    public const string Section = "Fornaio";

    /// <summary>How many pizzas are in the oven at once, from 1 to 1000; default 4.</summary>
    [Range(1, 1000)]
    public int Places { get; set; } = 4;

    /// <summary>How long a small pizza takes, from 0 to 3600; default 1.5.</summary>
    [Range(0d, 3600d)]
    public double TimeToBakeSmallInSeconds { get; set; } = 1.5;

    /// <summary>How long a medium pizza takes, from 0 to 3600; default 2.</summary>
    [Range(0d, 3600d)]
    public double TimeToBakeMediumInSeconds { get; set; } = 2;

    /// <summary>How long a large pizza takes, from 0 to 3600; default 3.</summary>
    [Range(0d, 3600d)]
    public double TimeToBakeLargeInSeconds { get; set; } = 3;

    /// <summary>A pizza's time is multiplied with a random factor between this and its inverse, log-uniform; from 0.01 to 100, 1 for none; default 0.8.</summary>
    [Range(0.01, 100d)]
    public double VarianceFactor { get; set; } = 0.8;

    /// <summary>How likely a pizza burns, from 0 to 1; default 0.05.</summary>
    [Range(0d, 1d)]
    public double ProbabilityOfBurning { get; set; } = 0.05;

    internal TimeSpan TimeToBake(PizzaSize size) => TimeSpan.FromSeconds(size switch
    {
        PizzaSize.Small => TimeToBakeSmallInSeconds,
        PizzaSize.Medium => TimeToBakeMediumInSeconds,
        PizzaSize.Large => TimeToBakeLargeInSeconds,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Not a size."),
    });
}

[OptionsValidator]
internal sealed partial class FornaioOptionsValidator : IValidateOptions<FornaioOptions>;
