namespace BoxBox.People;

/// <summary>The rules of chance: dice in, value out.</summary>
public static class Dice
{
    /// <summary>Whether something of the given probability (0 never, 1 always) happens this time.</summary>
    public static bool Happens(this Random dice, double probability) => dice.NextDouble() < probability;

    /// <summary>
    /// The duration times a random factor between <paramref name="factor"/> and its inverse, log-uniform: being twice as fast is as likely as
    /// being twice as slow, and the median is the duration itself. A factor of 1 changes nothing.
    /// </summary>
    public static TimeSpan Vary(this Random dice, TimeSpan duration, double factor) =>
        duration * Math.Pow(factor, 1 - (2 * dice.NextDouble()));

    /// <summary>The duration, <paramref name="factor"/> times longer with the given probability.</summary>
    public static TimeSpan Prolong(this Random dice, TimeSpan duration, double probability, double factor) =>
        dice.Happens(probability) ? duration * factor : duration;
}
