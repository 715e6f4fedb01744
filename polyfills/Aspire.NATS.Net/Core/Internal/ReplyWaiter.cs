using System.Buffers;

namespace NATS.Client.Core.Internal;

/// <summary>Waits for the one reply of a request.</summary>
internal sealed class ReplyWaiter<T>(INatsConnection connection, INatsDeserialize<T> serializer, bool throwIfNoResponders)
    : TaskCompletionSource<NatsMsg<T>>(TaskCreationOptions.RunContinuationsAsynchronously), IReplyTarget
{
    public ValueTask ReceiveAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        var msg = NatsMsg<T>.Build(subject, replyTo, headersBuffer, payloadBuffer, connection, connection.HeaderParser, serializer);
        if (throwIfNoResponders && msg.HasNoResponders)
            TrySetException(new NatsNoRespondersException());
        else
            TrySetResult(msg);
        return default;
    }
}
