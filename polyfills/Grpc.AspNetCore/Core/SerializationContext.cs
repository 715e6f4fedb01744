using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts a message.</summary>
public abstract class SerializationContext
{
    /// <summary>The whole message at once. Call one of the two Complete methods, once.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException("A method that its subclass does not override.");

    /// <summary>Where to write the message; ended by <see cref="Complete()"/>.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException("A method that its subclass does not override.");

    /// <summary>Tells the length before writing, in bytes, so that the message need not be buffered.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotSupportedException("A method that its subclass does not override.");
}
