using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>A pull consumer.</summary>
public interface INatsJSConsumer
{
    ConsumerInfo Info { get; }

    /// <summary>Messages without end: pulls the next batch before the last is used up, and again when heartbeats stay away or the connection was lost.</summary>
    /// <exception cref="NatsJSProtocolException">The consumer is gone, or the server refuses the request.</exception>
    IAsyncEnumerable<INatsJSMsg<T>> ConsumeAsync<T>(
        INatsDeserialize<T>? serializer = default,
        NatsJSConsumeOpts? opts = default,
        CancellationToken cancellationToken = default);

    /// <summary>One message, or null where none came in time.</summary>
    ValueTask<INatsJSMsg<T>?> NextAsync<T>(INatsDeserialize<T>? serializer = default, NatsJSNextOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>One batch: ends when it is full or its time is up.</summary>
    IAsyncEnumerable<INatsJSMsg<T>> FetchAsync<T>(
        NatsJSFetchOpts opts,
        INatsDeserialize<T>? serializer = default,
        CancellationToken cancellationToken = default);

    /// <summary>Brings <see cref="Info"/> up to date.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken = default);

    ValueTask UnpinAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>One batch of what is there already.</summary>
    IAsyncEnumerable<INatsJSMsg<T>> FetchNoWaitAsync<T>(
        NatsJSFetchOpts opts,
        INatsDeserialize<T>? serializer = default,
        CancellationToken cancellationToken = default);
}
