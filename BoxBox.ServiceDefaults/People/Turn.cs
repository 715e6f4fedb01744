namespace BoxBox.ServiceDefaults.People;

/// <summary>What who asks for a place is told.</summary>
public enum Turn
{
    /// <summary>The place is his.</summary>
    Yours,

    /// <summary>Too many wait already.</summary>
    LineFull,

    /// <summary>The places are closed, or were closed while he waited.</summary>
    Closed,
}
