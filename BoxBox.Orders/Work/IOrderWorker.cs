namespace BoxBox.Orders.Work;

/// <summary>A person who works orders off a queue. All that concerns the queue is done for him: he works, and takes his breaks.</summary>
public interface IOrderWorker
{
    /// <summary>
    /// Works a batch; an order is worked within <see cref="HeldOrder.AttemptAsync"/>. Whatever he leaves unfinished is given back. Until he
    /// returns, nothing of the batch is delivered to a colleague, however long he takes.
    /// </summary>
    Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift);

    /// <summary>Between two batches, also where none came.</summary>
    Task RestAsync(Shift shift);
}

/// <summary>How long a worker works on.</summary>
/// <param name="Ending">The service was told to stop: finish what is in hand, begin nothing new, end every break.</param>
/// <param name="Over">Let go of what is in hand, too.</param>
public readonly record struct Shift(CancellationToken Ending, CancellationToken Over);

/// <summary>Somebody whom the work needs sleeps, is busy or cannot be reached. The order is not at fault: it is given back, and no failure is counted.</summary>
public sealed class ColleagueAwayException(string message, Exception? inner = null) : Exception(message, inner);
