namespace BoxBox.Tests.Fixtures.Distributed;

internal enum CallAnswer
{
    /// <summary>The order is taken.</summary>
    Ok,

    /// <summary>Told to come back later: it may be stored, then the same key finds it.</summary>
    Refused,

    /// <summary>Nothing was heard any more: it may be stored, or not.</summary>
    Unknown,
}
