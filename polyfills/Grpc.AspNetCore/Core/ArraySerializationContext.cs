using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message into an array, for callers of <see cref="Marshaller{T}.Serializer"/>.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] GetPayload() => _payload ?? throw new InvalidOperationException("The serializer did not complete its message.");

    public override void Complete(byte[] payload) => _payload = payload;

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void SetPayloadLength(int payloadLength) => _writer ??= new ArrayBufferWriter<byte>(Math.Max(payloadLength, 1));

    public override void Complete() => _payload = _writer?.WrittenSpan.ToArray() ?? [];
}
