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

    /// <summary>An acknowledgement is not sent, and the worker believes it was.</summary>
    DropAck,

    /// <summary>A step is published a second time.</summary>
    PublishTwice,
}
