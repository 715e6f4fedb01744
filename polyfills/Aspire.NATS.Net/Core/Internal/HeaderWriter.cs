using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace NATS.Client.Core.Internal;

/// <summary>Writes headers as they stand in HPUB: a version line, a line a value, an empty line.</summary>
internal static class HeaderWriter
{
    private static ReadOnlySpan<byte> FirstLine => "NATS/1.0\r\n"u8;

    public static int GetLength(NatsHeaders headers, Encoding encoding)
    {
        var length = FirstLine.Length + 2;
        foreach (var (name, values) in headers)
            for (var i = 0; i < Math.Max(1, values.Count); i++)
                length += encoding.GetByteCount(name) + 2 + encoding.GetByteCount(Value(values, i)) + 2;
        return length;
    }

    /// <exception cref="NatsException">A name or value would break the line that it stands in.</exception>
    public static void Write(IBufferWriter<byte> writer, NatsHeaders headers, Encoding encoding)
    {
        writer.Write(FirstLine);
        foreach (var (name, values) in headers)
        {
            ThrowIfBadName(name);
            for (var i = 0; i < Math.Max(1, values.Count); i++)
            {
                var value = Value(values, i);
                if (value.AsSpan().ContainsAny('\r', '\n'))
                    throw new NatsException($"Header value of '{name}' contains a line break");
                encoding.GetBytes(name, writer);
                writer.Write(": "u8);
                encoding.GetBytes(value, writer);
                writer.Write("\r\n"u8);
            }
        }

        writer.Write("\r\n"u8);
    }

    private static string Value(StringValues values, int i) => values.Count == 0 ? string.Empty : values[i] ?? string.Empty;

    private static void ThrowIfBadName(string name)
    {
        // The printable characters of ASCII without the colon, as nats.go has them.
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
            throw new NatsException($"Header name '{name}' contains characters other than printable ASCII without ':'");
    }
}
