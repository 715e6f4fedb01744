using System.Runtime.CompilerServices;
using NATS.Client.Core;

namespace NATS.Client.JetStream.Internal;

/// <summary>One consumer of an ordered consumer's: gives messages out until a number is missing or something breaks, then goes.</summary>
internal sealed class OrderedLife<T>(OrderedConsumers consumers, Models.ConsumerInfo info, PullSub<T> sub) : IAsyncDisposable
{
    private ulong _deliveries;

    /// <summary>The place in the stream of the last message that was given out.</summary>
    public ulong LastSequence { get; private set; }

    public async IAsyncEnumerable<NatsJSMsg<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var msgs = sub.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await TryAsync(StartAsync(cancellationToken)))
            yield break;
        while (await TryAsync(msgs.MoveNextAsync()))
        {
            if (msgs.Current.Metadata is not { Sequence: var sequence })
                continue;
            if (sequence.Consumer != _deliveries + 1)
            {
                consumers.LogRestart(LastSequence, $"delivery {sequence.Consumer} came after {_deliveries}");
                yield break;
            }

            _deliveries = sequence.Consumer;
            LastSequence = sequence.Stream;
            yield return msgs.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync(EndAsync());
        await consumers.DeleteAsync(info);
    }

    private async ValueTask<bool> StartAsync(CancellationToken cancellationToken)
    {
        if (sub is ConsumeSub<T> consume)
            await consume.StartAsync(cancellationToken);
        else if (sub is FetchSub<T> fetch)
            await fetch.StartAsync(fetch.Request, cancellationToken);
        return true;
    }

    private async ValueTask<bool> EndAsync()
    {
        await sub.DisposeAsync();
        return true;
    }

    /// <summary>False for the end, also where it is one that a new consumer mends.</summary>
    private async ValueTask<bool> TryAsync(ValueTask<bool> step)
    {
        try
        {
            return await step;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (NatsException e) when (OrderedConsumers.IsMended(e))
        {
            consumers.LogRestart(LastSequence, e.Message);
            return false;
        }
    }
}
