namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>What goes wrong with one call of a port.</summary>
internal enum Mishap
{
    None,

    /// <summary>The process dies before the call has any effect.</summary>
    CrashBefore,

    /// <summary>The process dies when the call has had its effect, and its answer is on the way.</summary>
    CrashAfter,

    /// <summary>The call fails, without effect.</summary>
    Fails,

    /// <summary>The call has its effect, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>The call has its effect twice.</summary>
    Twice,

    /// <summary>The call has its effect long after, whether or not anybody still waits for it.</summary>
    Late,

    /// <summary>The machine's clock is set forward an hour during the call.</summary>
    ClockForward,

    /// <summary>The machine's clock is set back an hour during the call.</summary>
    ClockBack,
}
