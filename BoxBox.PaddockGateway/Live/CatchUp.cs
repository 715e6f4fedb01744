using System.Runtime.CompilerServices;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Reads for one client what it missed.</summary>
internal sealed class CatchUp(IOrderHistory history, TimeProvider time, ILogger<CatchUp> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Where the stream ends now; waits for NATS where it is away.</summary>
    public async Task<ulong> EndAsync(CancellationToken cancellationToken) =>
        (await PersistAsync(() => history.PositionAsync(cancellationToken), cancellationToken)).LastSequence;

    /// <summary>The steps after one sequence up to another, of one order or (null) of any, each once; waits for NATS where it is away.</summary>
    public IAsyncEnumerable<LiveFrame> ReadAsync(ulong after, ulong upTo, Guid? orderId, CancellationToken cancellationToken) =>
        orderId is { } id ? ReadOrderAsync(id, after, upTo, cancellationToken) : ReadAllAsync(after, upTo, cancellationToken);

    private async IAsyncEnumerable<LiveFrame> ReadOrderAsync(Guid orderId, ulong after, ulong upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in await PersistAsync(() => history.StepsAsync(orderId, after, cancellationToken), cancellationToken))
        {
            if (step.Sequence <= upTo && LiveFrame.Of(step) is { } frame)
                yield return frame;
        }
    }

    private async IAsyncEnumerable<LiveFrame> ReadAllAsync(ulong after, ulong upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (after < upTo)
        {
            // The leader's word: while it names another message, there is more to read, whatever a lagging copy says.
            var next = await PersistAsync(() => history.NextAsync(after, cancellationToken), cancellationToken);
            if (next is null || next.Sequence > upTo)
                yield break;

            after = next.Sequence;
            if (LiveFrame.Of(next) is { } first)
                yield return first;
            await foreach (var step in ReadBatchesAsync(after, cancellationToken))
            {
                if (step.Sequence > upTo)
                    yield break;

                after = step.Sequence;
                if (LiveFrame.Of(step) is { } missed)
                    yield return missed;
            }
        }
    }

    // Ends at the first error: the leader is asked again, and what was read stays read.
    private async IAsyncEnumerable<StoredStep> ReadBatchesAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var steps = history.ReadAsync(after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MovesOnAsync(steps, cancellationToken))
            yield return steps.Current;
    }

    private async Task<bool> MovesOnAsync(IAsyncEnumerator<StoredStep> steps, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.MoveNextAsync();
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
