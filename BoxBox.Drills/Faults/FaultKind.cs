namespace BoxBox.Drills.Faults;

/// <summary>What can go wrong on demand.</summary>
internal enum FaultKind
{
    /// <summary>The process dies at a point, as by SIGKILL: nothing is cleaned up, nothing said goodbye to.</summary>
    Crash,

    /// <summary>A point takes longer.</summary>
    Delay,

    /// <summary>The work at a point fails with an exception.</summary>
    Throw,

    /// <summary>A pizza comes out of the oven burnt.</summary>
    Burn,

    /// <summary>An acknowledgement is not sent, and the worker believes it was.</summary>
    DropAck,

    /// <summary>A step is published a second time.</summary>
    PublishTwice,

    /// <summary>A guarantee is off: steps are stored as often as they are published, and no worker looks up whether an order was finished before.</summary>
    WithoutMessageIds,

    /// <summary>A guarantee is off: nobody tells the server that he is still at it.</summary>
    WithoutProgress,

    /// <summary>A guarantee is off: messages are acknowledged as soon as they are fetched.</summary>
    AckFirst,
}
