using System.Diagnostics;
using BoxBox.ServiceDefaults.People;

namespace BoxBox.Panettiere.Dough;

/// <summary>The Panettiere's bench: one order at a time is worked on, others stand in line, and where he sleeps all are sent away.</summary>
internal sealed class Bench
{
    private readonly Places places = new(1, PanettiereTelemetry.Spans);

    /// <summary>The span of the sleep, for who is sent away to link to; the last one's, where he is awake.</summary>
    public Activity? Sleep { get; private set; }

    public bool IsAsleep => places.Now.IsClosed;

    /// <summary>What he says when asked, in the words of the gRPC contract.</summary>
    public string Status => places.Now switch
    {
        { IsClosed: true } => "sleeping",
        { IsClosing: true } => "should sleep after current work",
        { Holders: [var orderId] } => $"making dough of order {orderId}",
        _ => "idle",
    };

    /// <summary>Waits for the order's turn; <see cref="Turn.Closed"/> where he sleeps, or falls asleep meanwhile. After <see cref="Turn.Yours"/> the caller must <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller went away, and left the line.</exception>
    public Task<Turn> EnterAsync(string orderId, CancellationToken cancellationToken) => places.EnterAsync(orderId, cancellationToken);

    /// <summary>Frees the bench: for the first in line, or for sleep where it is time.</summary>
    public void Leave(string orderId) => places.Leave(orderId);

    /// <summary>Sends him to sleep: at once, or when the order in hand is done. Completes when he sleeps; then all in line are sent away. The span of the sleep is the caller's to end.</summary>
    public Task SleepAsync() => places.CloseAsync(() => Sleep = PanettiereTelemetry.StartSleep());

    public void WakeUp() => places.Open();
}
