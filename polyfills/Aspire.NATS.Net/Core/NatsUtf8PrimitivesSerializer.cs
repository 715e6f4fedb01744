using System.Buffers;
using System.Globalization;
using System.Text;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Text, numbers, booleans, GUIDs and times as UTF-8 text; times in ISO 8601. An empty payload is read as default.</summary>
public class NatsUtf8PrimitivesSerializer<T>(INatsSerializer<T>? next = default) : INatsSerializer<T>
{
    public static readonly NatsUtf8PrimitivesSerializer<T> Default = new();

    public INatsSerializer<T> CombineWith(INatsSerializer<T>? next) => new NatsUtf8PrimitivesSerializer<T>(next);

    public void Serialize(IBufferWriter<byte> bufferWriter, T value)
    {
        switch (value)
        {
            case string text:
                Encoding.UTF8.GetBytes(text, bufferWriter);
                break;
            case bool truth:
                bufferWriter.Write(truth ? "True"u8 : "False"u8);
                break;
            case DateTime time:
                Write(bufferWriter, time, "O");
                break;
            case DateTimeOffset { Offset.Ticks: 0 } time:
                // As UTC, so that it ends with Z.
                Write(bufferWriter, time.UtcDateTime, "O");
                break;
            case DateTimeOffset time:
                Write(bufferWriter, time, "O");
                break;
            case IUtf8SpanFormattable primitive when Utf8Primitives.Knows(value.GetType()):
                Write(bufferWriter, primitive, default);
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
        if (typeof(T) == typeof(string))
            return buffer.IsEmpty ? default : (T)(object)Encoding.UTF8.GetString(buffer);

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!Utf8Primitives.Knows(type))
            return next is null ? throw new NatsException($"Can't deserialize {typeof(T)}") : next.Deserialize(buffer);
        if (buffer.IsEmpty)
            return default;
        return (T)(Utf8Primitives.Parse(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray(), type)
            ?? throw new NatsException($"Can't deserialize {typeof(T)}. Parsing error"));
    }

    private static void Write<TPrimitive>(IBufferWriter<byte> bufferWriter, TPrimitive value, ReadOnlySpan<char> format)
        where TPrimitive : IUtf8SpanFormattable
    {
        // No primitive is longer than 128 bytes in its default format.
        if (!value.TryFormat(bufferWriter.GetSpan(128), out var written, format, CultureInfo.InvariantCulture))
            throw new NatsException($"Can't serialize {typeof(T)}, format error");
        bufferWriter.Advance(written);
    }
}
