namespace BoxBox.Fornaio.Baking;

/// <summary>What became of a pizza that was brought to the oven.</summary>
internal enum BakeOutcome
{
    Baked,

    /// <summary>It was in the oven, and is good for nothing.</summary>
    Burnt,

    /// <summary>Too many wait for a place already; it was never in the oven.</summary>
    SentAway,
}
