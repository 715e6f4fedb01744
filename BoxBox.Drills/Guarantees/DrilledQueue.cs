using BoxBox.Drills.Faults;
using BoxBox.Orders.Work;

namespace BoxBox.Drills.Guarantees;

/// <summary>A work queue whose deliveries can go wrong, or are acknowledged before they are worked on.</summary>
internal sealed class DrilledQueue(IWorkQueue queue, DrillBoard board) : IWorkQueue
{
    public Task OpenAsync(CancellationToken cancellationToken) => queue.OpenAsync(cancellationToken);

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var batch = await queue.FetchAsync(most, maxWait, cancellationToken);
        DrilledDelivery[] drilled = [.. batch.Select(delivery => new DrilledDelivery(delivery, board))];
        foreach (var delivery in drilled)
            await delivery.AcknowledgeFirstAsync(cancellationToken);
        return drilled;
    }

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => queue.StateAsync(cancellationToken);
}
