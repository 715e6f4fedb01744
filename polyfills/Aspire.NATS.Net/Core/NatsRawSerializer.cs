using System.Buffers;

namespace NATS.Client.Core;

/// <summary>Bytes as they are: arrays, memory, sequences and memory owners (which are disposed once written). An empty payload is read as default.</summary>
public class NatsRawSerializer<T>(INatsSerializer<T>? next = default) : INatsSerializer<T>
{
    public static readonly NatsRawSerializer<T> Default = new(NatsUtf8PrimitivesSerializer<T>.Default);

    public INatsSerializer<T> CombineWith(INatsSerializer<T>? next) => new NatsRawSerializer<T>(next);

    public void Serialize(IBufferWriter<byte> bufferWriter, T value)
    {
        switch (value)
        {
            case byte[] bytes:
                bufferWriter.Write(bytes);
                break;
            case Memory<byte> memory:
                bufferWriter.Write(memory.Span);
                break;
            case ReadOnlyMemory<byte> memory:
                bufferWriter.Write(memory.Span);
                break;
            case ReadOnlySequence<byte> sequence:
                foreach (var segment in sequence)
                    bufferWriter.Write(segment.Span);
                break;
            case IMemoryOwner<byte> owner:
                using (owner)
                    bufferWriter.Write(owner.Memory.Span);
                break;
            default:
                if (next is null)
                    throw new NatsException($"Can't serialize {typeof(T)}");
                next.Serialize(bufferWriter, value);
                break;
        }
    }

    public T? Deserialize(in ReadOnlySequence<byte> buffer)
    {
        if (typeof(T) == typeof(byte[]))
            return buffer.IsEmpty ? default : (T)(object)buffer.ToArray();
        if (typeof(T) == typeof(Memory<byte>))
            return buffer.IsEmpty ? default : (T)(object)new Memory<byte>(buffer.ToArray());
        if (typeof(T) == typeof(ReadOnlyMemory<byte>))
            return buffer.IsEmpty ? default : (T)(object)new ReadOnlyMemory<byte>(buffer.ToArray());
        if (typeof(T) == typeof(ReadOnlySequence<byte>))
            return buffer.IsEmpty ? default : (T)(object)new ReadOnlySequence<byte>(buffer.ToArray());
        if (typeof(T) == typeof(IMemoryOwner<byte>) || typeof(T) == typeof(NatsMemoryOwner<byte>))
            return buffer.IsEmpty ? default : (T)(object)Rent(buffer);

        return next is null ? throw new NatsException($"Can't deserialize {typeof(T)}") : next.Deserialize(buffer);
    }

    private static NatsMemoryOwner<byte> Rent(in ReadOnlySequence<byte> buffer)
    {
        var owner = NatsMemoryOwner<byte>.Allocate(checked((int)buffer.Length));
        buffer.CopyTo(owner.Span);
        return owner;
    }
}
