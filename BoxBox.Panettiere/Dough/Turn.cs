namespace BoxBox.Panettiere.Dough;

/// <summary>What an order that comes to the bench is told.</summary>
internal enum Turn
{
    /// <summary>The bench is his.</summary>
    Yours,

    /// <summary>Too many wait already.</summary>
    LineFull,

    /// <summary>The Panettiere sleeps, or fell asleep while it waited.</summary>
    Asleep,
}
