namespace BoxBox.Panettiere.Dough;

/// <summary>What who asks for dough is told.</summary>
internal enum Answer
{
    /// <summary>It is the order's turn.</summary>
    Yours,

    /// <summary>He sleeps, or fell asleep while the order waited.</summary>
    Asleep,

    /// <summary>Too many wait already.</summary>
    LineFull,
}
