using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>A stream.</summary>
public interface INatsJSStream
{
    StreamInfo Info { get; }

    ValueTask<bool> DeleteAsync(CancellationToken cancellationToken = default);

    ValueTask<StreamPurgeResponse> PurgeAsync(StreamPurgeRequest request, CancellationToken cancellationToken = default);

    ValueTask<StreamMsgDeleteResponse> DeleteMessageAsync(StreamMsgDeleteRequest request, CancellationToken cancellationToken = default);

    ValueTask UpdateAsync(
        StreamConfig request,
        CancellationToken cancellationToken = default);

    ValueTask<INatsJSConsumer> CreateOrUpdateConsumerAsync(ConsumerConfig config, CancellationToken cancellationToken = default);

    ValueTask<INatsJSConsumer> CreateOrderedConsumerAsync(NatsJSOrderedConsumerOpts? opts = default, CancellationToken cancellationToken = default);

    ValueTask<INatsJSConsumer> GetConsumerAsync(string consumer, CancellationToken cancellationToken = default);

    IAsyncEnumerable<INatsJSConsumer> ListConsumersAsync(CancellationToken cancellationToken = default);

    IAsyncEnumerable<string> ListConsumerNamesAsync(CancellationToken cancellationToken = default);

    ValueTask<bool> DeleteConsumerAsync(string consumer, CancellationToken cancellationToken = default);

    /// <summary>Brings <see cref="Info"/> up to date.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a message from any replica; needs <see cref="StreamConfig.AllowDirect"/>. A missing one comes back as a message with the code 404.</summary>
    ValueTask<NatsMsg<T>> GetDirectAsync<T>(StreamMsgGetRequest request, INatsDeserialize<T>? serializer = default, CancellationToken cancellationToken = default);

    /// <summary>Reads a message from the stream's leader.</summary>
    ValueTask<StreamMsgGetResponse> GetAsync(StreamMsgGetRequest request, CancellationToken cancellationToken = default);
}
