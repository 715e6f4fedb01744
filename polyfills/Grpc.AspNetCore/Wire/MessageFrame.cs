using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Net.Wire;

/// <summary>What stands before each message: a flag (compressed or not) and the length, 4 bytes, big-endian.</summary>
internal static class MessageFrame
{
    public const int HeaderSize = 5;

    /// <summary>False while the header has not come in full. The flag and the length are as the peer sent them.</summary>
    public static bool TryReadHeader(ReadOnlySequence<byte> buffer, out byte flag, out uint length)
    {
        flag = 0;
        length = 0;
        if (buffer.Length < HeaderSize) return false;

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        flag = header[0];
        length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return true;
    }

    public static void WriteHeader(IBufferWriter<byte> output, bool compressed, int length)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        output.Advance(HeaderSize);
    }
}
