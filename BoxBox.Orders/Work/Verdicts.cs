using NATS.Client.Core;

namespace BoxBox.Orders.Work;

/// <summary>Judges faults; pure.</summary>
internal static class Verdicts
{
    public static Verdict On(Exception fault, Shift shift) => fault switch
    {
        OperationCanceledException when shift.Over.IsCancellationRequested => Verdict.LetGo,
        // A call that somebody else broke off, such as a client that was closed, says nothing of the order.
        OperationCanceledException or ColleagueAwayException or NatsException or TimeoutException => Verdict.NotAtFault,
        _ => Verdict.Failed,
    };
}
