using System.Buffers;

namespace NATS.Client.Core.Internal;

/// <summary>Takes messages.</summary>
internal interface IReplyTarget
{
    ValueTask ReceiveAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer);
}
