using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer finds a message.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw new NotSupportedException("A method that its subclass does not override.");

    /// <summary>Valid only until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotSupportedException("A method that its subclass does not override.");
}
