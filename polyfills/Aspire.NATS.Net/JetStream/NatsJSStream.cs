using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <inheritdoc cref="INatsJSStream"/>
public class NatsJSStream : INatsJSStream
{
    internal NatsJSStream(NatsJSContext context, StreamInfo info) => (Info, Context) = (info, context);

    private NatsJSContext Context { get; }

    public StreamInfo Info { get; }

    public ValueTask<bool> DeleteAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException(Context.ToString());

    public ValueTask<StreamPurgeResponse> PurgeAsync(StreamPurgeRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StreamMsgDeleteResponse> DeleteMessageAsync(StreamMsgDeleteRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask UpdateAsync(StreamConfig request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<INatsJSConsumer> CreateOrUpdateConsumerAsync(ConsumerConfig config, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<INatsJSConsumer> CreateOrderedConsumerAsync(NatsJSOrderedConsumerOpts? opts = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<INatsJSConsumer> GetConsumerAsync(string consumer, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<INatsJSConsumer> ListConsumersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<string> ListConsumerNamesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> DeleteConsumerAsync(string consumer, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask RefreshAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<NatsMsg<T>> GetDirectAsync<T>(StreamMsgGetRequest request, INatsDeserialize<T>? serializer = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StreamMsgGetResponse> GetAsync(StreamMsgGetRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
