using System.Buffers;

namespace NATS.Client.Core.Internal;

/// <summary>Where headers and payload of a publish are put together before their length is known; one a thread, reused.</summary>
internal static class MessageBuffer
{
    private const int InitialCapacity = 4096;
    private const int LargestKept = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    public static ArrayBufferWriter<byte> Rent()
    {
        // Taken out, so that a serializer that publishes gets one of its own.
        var buffer = _spare ?? new ArrayBufferWriter<byte>(InitialCapacity);
        _spare = null;
        return buffer;
    }

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > LargestKept)
            return;
        buffer.ResetWrittenCount();
        _spare = buffer;
    }
}
