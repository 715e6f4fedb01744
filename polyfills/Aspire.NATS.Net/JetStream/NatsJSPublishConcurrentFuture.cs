using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>The stream's answer to a publish, to be awaited once.</summary>
public readonly struct NatsJSPublishConcurrentFuture(NatsSub<PubAckResponse> sub) : IAsyncDisposable
{
    private readonly NatsSub<PubAckResponse> _sub = sub;

    /// <exception cref="NatsJSPublishNoResponseException">Nothing answered.</exception>
    public async ValueTask<PubAckResponse> GetResponseAsync(CancellationToken cancellationToken = default)
    {
        await foreach (var msg in _sub.Msgs.ReadAllAsync(cancellationToken))
            return msg.Data ?? throw new NatsJSException("No response data received");
        throw new NatsJSPublishNoResponseException();
    }

    public ValueTask DisposeAsync() => _sub.DisposeAsync();
}
