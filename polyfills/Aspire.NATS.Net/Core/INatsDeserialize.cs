using System.Buffers;

namespace NATS.Client.Core;

/// <summary>Reads a payload. The buffer is reused afterwards: what is kept of it has to be copied.</summary>
public interface INatsDeserialize<out T>
{
    T? Deserialize(in ReadOnlySequence<byte> buffer);
}
