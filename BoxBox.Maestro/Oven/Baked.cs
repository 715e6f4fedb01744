namespace BoxBox.Maestro.Oven;

/// <summary>How a pizza came out of the oven.</summary>
internal enum Baked
{
    Well,

    /// <summary>It takes new dough to try again.</summary>
    Burnt,
}
