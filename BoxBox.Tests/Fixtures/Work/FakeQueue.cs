namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Hands out the given batches, then nothing until it is cancelled.</summary>
public sealed class FakeQueue(Journal journal, params Func<IReadOnlyList<IDelivery>>[] batches) : IWorkQueue
{
    private readonly Queue<Func<IReadOnlyList<IDelivery>>> _batches = new(batches);

    public Func<QueueState> State { get; init; } = () => default;

    /// <summary>What comes of a fetch when there are no more batches; else it waits until it is cancelled.</summary>
    public Task<IReadOnlyList<IDelivery>>? Else { get; init; }

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
        if (Else is not null)
            return await Else;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return [];
    }

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => Task.FromResult(State());
}
