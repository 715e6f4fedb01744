using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>Writes the messages of one direction of a call, one after the other, each with its header, to a buffer.</summary>
internal sealed class MessageWriter<T>(Action<T, SerializationContext> serializer, int? maxMessageSize, CompressionLevel? compressionLevel) : SerializationContext
{
    private IBufferWriter<byte>? _output;
    private PooledBuffer? _buffer;
    private ICompressionProvider? _compression;
    private int? _length;
    private bool _direct;
    private bool _completed;

    /// <param name="compression">How to compress this message; null: not.</param>
    /// <exception cref="RpcException">The message is too long: RESOURCE_EXHAUSTED.</exception>
    /// <exception cref="InvalidOperationException">The serializer did not complete its message.</exception>
    public void Write(T message, IBufferWriter<byte> output, ICompressionProvider? compression)
    {
        _output = output;
        _compression = compression;
        _length = null;
        _direct = false;
        _completed = false;
        try
        {
            serializer(message, this);
            if (!_completed) throw new InvalidOperationException("The serializer did not complete its message.");
        }
        finally
        {
            _output = null;
            _buffer?.Dispose();
            _buffer = null;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckLength(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_direct) return _output!;
        if (_length is { } length && _compression is null)
        {
            // The length is known: no copy is needed to find it out.
            _direct = true;
            MessageFrame.WriteHeader(_output!, compressed: false, length);
            return _output!;
        }

        return _buffer ??= new PooledBuffer();
    }

    public override void Complete()
    {
        CheckNotCompleted();
        if (!_direct) WriteBuffered(_buffer is null ? [] : _buffer.WrittenMemory.Span);
    }

    public override void Complete(byte[] payload)
    {
        CheckNotCompleted();
        WriteBuffered(payload);
    }

    private void WriteBuffered(ReadOnlySpan<byte> payload)
    {
        CheckLength(payload.Length);
        if (_compression is null)
        {
            MessageFrame.WriteHeader(_output!, compressed: false, payload.Length);
            _output!.Write(payload);
            return;
        }

        using var compressed = new PooledBuffer();
        using (var stream = _compression.CreateCompressionStream(compressed, compressionLevel))
            stream.Write(payload);
        MessageFrame.WriteHeader(_output!, compressed: true, (int)compressed.Length);
        _output!.Write(compressed.WrittenMemory.Span);
    }

    private void CheckNotCompleted()
    {
        if (_completed) throw new InvalidOperationException("The serializer completed its message twice.");
        _completed = true;
    }

    private void CheckLength(int length)
    {
        if (length > maxMessageSize) throw MessageStatus.SentTooLong(length, maxMessageSize.Value);
    }
}
