using BoxBox.Orders.Work;

namespace BoxBox.Tests.Orders.Work;

/// <summary>Hands out the given batches, then nothing until it is cancelled.</summary>
public sealed class FakeQueue(Journal journal, params Func<IReadOnlyList<IDelivery>>[] batches) : IWorkQueue
{
    private readonly Queue<Func<IReadOnlyList<IDelivery>>> _batches = new(batches);

    public Func<QueueState> State { get; init; } = () => default;

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        journal.Write("open");
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (_batches.TryDequeue(out var batch))
            return batch();
        journal.Write("queue empty");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return [];
    }

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => Task.FromResult(State());
}
