using System.Runtime.CompilerServices;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Subscribes.</summary>
public partial class NatsConnection
{
    /// <inheritdoc/>
    public IAsyncEnumerable<NatsMsg<T>> SubscribeAsync<T>(string subject, string? queueGroup = default, INatsDeserialize<T>? serializer = default, NatsSubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        // Here, not when the result is enumerated.
        SubjectRules.ThrowIfBad(subject);
        SubjectRules.ThrowIfBadQueueGroup(queueGroup);
        return EnumerateAsync(subject, queueGroup, serializer, opts, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<INatsSub<T>> SubscribeCoreAsync<T>(string subject, string? queueGroup = default, INatsDeserialize<T>? serializer = default, NatsSubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        var sub = new NatsSub<T>(this, _subscriptions, subject, queueGroup, opts, serializer ?? Opts.SerializerRegistry.GetDeserializer<T>(), cancellationToken);
        await AddSubAsync(sub, cancellationToken);
        return sub;
    }

    /// <inheritdoc/>
    public async ValueTask AddSubAsync(NatsSubBase sub, CancellationToken cancellationToken = default)
    {
        if (_state != NatsConnectionState.Open)
            await OpenAsync().WaitAsync(cancellationToken);
        _subscriptions.Add(sub);
        await sub.ReadyAsync();
    }

    private async IAsyncEnumerable<NatsMsg<T>> EnumerateAsync<T>(string subject, string? queueGroup, INatsDeserialize<T>? serializer, NatsSubOpts? opts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sub = await SubscribeCoreAsync(subject, queueGroup, serializer, opts, cancellationToken);

        // The token ends the subscription, and with it this: what has arrived is still given out.
        await foreach (var msg in sub.Msgs.ReadAllAsync(CancellationToken.None))
            yield return msg;
    }
}
