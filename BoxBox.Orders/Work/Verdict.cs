namespace BoxBox.Orders.Work;

/// <summary>What a fault during the work on an order means for the order.</summary>
internal enum Verdict
{
    /// <summary>The shift is over: given back at once, for a colleague.</summary>
    LetGo,

    /// <summary>A colleague or the stream is away: given back, to be tried later, as often as it takes.</summary>
    NotAtFault,

    /// <summary>The order failed; so many times, and it is given up.</summary>
    Failed,
}
