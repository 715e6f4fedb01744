using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>Reads the messages of one direction of a call, one after the other.</summary>
/// <param name="encoding">The <c>grpc-encoding</c> of the messages; null where the peer named none.</param>
internal sealed class MessageReader<T>(
    PipeReader input,
    Func<DeserializationContext, T> deserializer,
    string? encoding,
    IReadOnlyDictionary<string, ICompressionProvider> compression,
    int? maxMessageSize)
    where T : class
{
    private readonly PayloadContext _payload = new();

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="RpcException">The bytes are no gRPC messages, or a message is too long or in an unknown encoding.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var consumed = buffer.Start;
            var examined = buffer.End;
            try
            {
                if (result.IsCanceled) throw new OperationCanceledException(cancellationToken);
                if (TryRead(buffer, out var message, out consumed))
                {
                    examined = consumed;
                    return message;
                }

                if (!result.IsCompleted) continue;
                return buffer.IsEmpty ? null : throw MessageStatus.Truncated();
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>The only message of a direction that does not stream.</summary>
    /// <exception cref="RpcException">As <see cref="ReadAsync"/>, or there is no message, or more than one.</exception>
    public async ValueTask<T> ReadSingleAsync(CancellationToken cancellationToken)
    {
        var message = await ReadAsync(cancellationToken) ?? throw MessageStatus.Missing();
        await ExpectEndAsync(cancellationToken);
        return message;
    }

    /// <summary>Waits for the end of the stream, after which trailers are there.</summary>
    public async ValueTask ExpectEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var more = !result.Buffer.IsEmpty;
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (more) throw MessageStatus.MoreThanOne();
            if (result.IsCompleted) return;
        }
    }

    /// <summary>Gives the buffers back; nothing is read after this.</summary>
    public void Complete() => input.Complete();

    private bool TryRead(ReadOnlySequence<byte> buffer, out T? message, out SequencePosition consumed)
    {
        message = null;
        consumed = buffer.Start;
        if (!MessageFrame.TryReadHeader(buffer, out var flag, out var length)) return false;
        if (flag > 1) throw MessageStatus.BadFlag(flag);
        if (length > (maxMessageSize ?? int.MaxValue)) throw MessageStatus.ReceivedTooLong(length, maxMessageSize ?? int.MaxValue);

        // Before the rest has come: a peer in the wrong encoding should hear it at once.
        var provider = flag == 1 ? GetProvider() : null;
        if (buffer.Length < MessageFrame.HeaderSize + length) return false;

        var payload = buffer.Slice(MessageFrame.HeaderSize, length);
        consumed = payload.End;
        message = provider is null ? Deserialize(payload) : Decompress(payload, provider);
        return true;
    }

    private ICompressionProvider GetProvider()
    {
        if (encoding is null or WireHeaders.Identity) throw MessageStatus.CompressedWithoutEncoding();
        return compression.TryGetValue(encoding, out var provider)
            ? provider
            : throw MessageStatus.UnknownEncoding(encoding, [WireHeaders.Identity, .. compression.Keys]);
    }

    private T Deserialize(ReadOnlySequence<byte> payload)
    {
        _payload.Set(payload);
        try
        {
            return deserializer(_payload);
        }
        finally
        {
            _payload.Set(default);
        }
    }

    private T Decompress(ReadOnlySequence<byte> payload, ICompressionProvider provider)
    {
        using var decompressed = new PooledBuffer();
        try
        {
            using var stream = provider.CreateDecompressionStream(new SequenceStream(payload));
            int read;
            while ((read = stream.Read(decompressed.GetSpan())) > 0)
            {
                decompressed.Advance(read);
                // A few bytes can unpack to gigabytes: the limit holds for what comes out, too.
                if (decompressed.Length > maxMessageSize) throw MessageStatus.ReceivedTooLong(decompressed.Length, maxMessageSize.Value);
            }
        }
        catch (InvalidDataException e)
        {
            throw MessageStatus.Corrupt(e);
        }

        return Deserialize(new ReadOnlySequence<byte>(decompressed.WrittenMemory));
    }
}
