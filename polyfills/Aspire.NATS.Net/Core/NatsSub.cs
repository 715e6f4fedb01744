using System.Buffers;
using System.Threading.Channels;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <inheritdoc cref="INatsSub{T}"/>
public sealed class NatsSub<T> : NatsSubBase, INatsSub<T>
{
    private readonly Channel<NatsMsg<T>> _msgs;
    private readonly INatsDeserialize<T> _serializer;

    public NatsSub(INatsConnection connection, INatsSubscriptionManager manager, string subject, string? queueGroup, NatsSubOpts? opts, INatsDeserialize<T> serializer, CancellationToken cancellationToken = default)
        : base(connection, manager, subject, queueGroup, opts, cancellationToken)
    {
        _serializer = serializer;
        _msgs = Channel.CreateBounded<NatsMsg<T>>(
            connection.GetBoundedChannelOpts(opts?.ChannelOpts),
            msg => Connection.OnMessageDropped(this, Msgs?.Count ?? 0, msg));
        Msgs = _msgs.Reader;
        EndIfCancelled();
    }

    public ChannelReader<NatsMsg<T>> Msgs { get; }

    protected override ValueTask ReceiveInternalAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        var msg = NatsMsg<T>.Build(subject, replyTo, headersBuffer, payloadBuffer, Connection, Connection.HeaderParser, _serializer);
        if (!_msgs.Writer.TryWrite(msg))
            return WriteAsync(msg);
        DecrementMaxMsgs();
        return default;
    }

    protected override void TryComplete() => _msgs?.Writer.TryComplete();

    private async ValueTask WriteAsync(NatsMsg<T> msg)
    {
        await _msgs.Writer.WriteAsync(msg, CancellationToken.None); // Ends when the subscription does.
        DecrementMaxMsgs();
    }
}
