namespace BoxBox.Orders.Work;

/// <summary>
/// How a delivery ends: once, and never extended after that has begun. Sent behind a give-back, an extension would undo its delay. Nothing else is
/// known here: not what the order is, nor why it ends so.
/// </summary>
internal sealed class Settlement(IDelivery delivery, TimeProvider time, Action<Exception> lost, CancellationToken over)
{
    /// <summary>After the shift is over there is little time left.</summary>
    internal static readonly TimeSpan LastCallLimit = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private bool _hasBegun;

    public Outcome Outcome { get; private set; }
    public bool IsOver => Outcome is not Outcome.Open;

    /// <summary>How long the end may take.</summary>
    public TimeSpan Limit => over.IsCancellationRequested ? LastCallLimit : Deadline.Default;

    /// <summary>Tells the server that the order is still worked on; does nothing once the end has begun.</summary>
    public Task ExtendAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _hasBegun ? Task.CompletedTask : Deadline.KeepAsync(time, Deadline.Default, delivery.ExtendAsync, cancellationToken);
    }

    /// <summary>The order is done. Where the server does not confirm that, the delivery stays open, to be given back.</summary>
    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        Begin();
        await Deadline.KeepAsync(time, Deadline.Default, delivery.AckAsync, cancellationToken);
        Outcome = Outcome.Finished;
    }

    public Task GiveBackAsync(TimeSpan delay) => EndAsync(Outcome.GivenBack, token => delivery.GiveBackAsync(delay, token));

    public Task RejectAsync() => EndAsync(Outcome.GivenUp, delivery.RejectAsync);

    private async Task EndAsync(Outcome outcome, Func<CancellationToken, Task> end)
    {
        Begin();
        try
        {
            // Not under the shift's token: at the shift's end the order still has to be given back.
            await Deadline.KeepAsync(time, Limit, end, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The server makes it good: it delivers again whatever it has heard nothing of for the ack wait.
            lost(error);
        }

        Outcome = outcome;
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (IsOver)
                throw new InvalidOperationException($"The delivery has ended already: {Outcome}.");
            _hasBegun = true;
        }
    }
}

internal enum Outcome
{
    Open,
    Finished,
    GivenBack,
    GivenUp,
}
