using System.Runtime.CompilerServices;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Reads for one client what it missed.</summary>
internal sealed class CatchUp(IOrderHistory history, TimeProvider time, ILogger<CatchUp> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where to begin for a client that has seen everything up to a sequence. One that the stream has not reached is of a stream that is gone: then
    /// nothing is known of what the client missed, and it begins where this stream ends now.
    /// </summary>
    public async Task<ulong> LocateAsync(ulong seen, CancellationToken cancellationToken)
    {
        var end = await PersistAsync(() => history.PositionAsync(cancellationToken), cancellationToken);
        return Math.Min(seen, end.LastSequence);
    }

    /// <summary>The steps after one sequence up to another, of one order or (null) of any, each once; waits for NATS where it is away.</summary>
    public IAsyncEnumerable<LiveEvent> ReadAsync(ulong after, ulong upTo, Guid? orderId, CancellationToken cancellationToken) =>
        orderId is { } id ? ReadOrderAsync(id, after, upTo, cancellationToken) : ReadAllAsync(after, upTo, cancellationToken);

    private async IAsyncEnumerable<LiveEvent> ReadOrderAsync(Guid orderId, ulong after, ulong upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in await PersistAsync(() => history.StepsAsync(orderId, after, cancellationToken), cancellationToken))
        {
            if (entry.Sequence <= upTo && entry.Order is { } order)
                yield return LiveEvent.Of(entry.Sequence, order);
        }
    }

    private async IAsyncEnumerable<LiveEvent> ReadAllAsync(ulong after, ulong upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (after < upTo)
        {
            // The leader's word: while it names another message, there is more to read, whatever a lagging copy says.
            var next = await PersistAsync(() => history.NextAsync(after, cancellationToken), cancellationToken);
            if (next is null || next.Sequence > upTo)
                yield break;

            after = next.Sequence;
            if (next.Order is { } order)
                yield return LiveEvent.Of(next.Sequence, order);
            await foreach (var entry in ReadBatchesAsync(after, cancellationToken))
            {
                if (entry.Sequence > upTo)
                    yield break;

                after = entry.Sequence;
                if (entry.Order is { } missed)
                    yield return LiveEvent.Of(entry.Sequence, missed);
            }
        }
    }

    // Ends at the first error: the leader is asked again, and what was read stays read.
    private async IAsyncEnumerable<StoredStep> ReadBatchesAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var entries = history.ReadAsync(after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MovesOnAsync(entries, cancellationToken))
            yield return entries.Current;
    }

    private async Task<bool> MovesOnAsync(IAsyncEnumerator<StoredStep> entries, CancellationToken cancellationToken)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CatchUpWaits(logger, TimeSpan.Zero, error.Message);
            return false;
        }
    }

    private async Task<T> PersistAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await read();
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                Log.CatchUpWaits(logger, RetryDelay, error.Message);
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }
}
