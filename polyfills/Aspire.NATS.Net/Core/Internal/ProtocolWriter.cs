using System.Buffers;
using System.Globalization;
using System.Text;

namespace NATS.Client.Core.Internal;

/// <summary>Writes the client's commands.</summary>
internal sealed class ProtocolWriter(Encoding subjects)
{
    public void Publish(IBufferWriter<byte> writer, string subject, string? replyTo, int? headersLength, ReadOnlySpan<byte> body)
    {
        var span = writer.GetSpan(64 + subjects.GetMaxByteCount(subject.Length) + subjects.GetMaxByteCount(replyTo?.Length ?? 0));
        var at = Copy(headersLength is null ? "PUB "u8 : "HPUB "u8, span, 0);
        at += subjects.GetBytes(subject, span[at..]);
        span[at++] = (byte)' ';
        if (replyTo is not null)
        {
            at += subjects.GetBytes(replyTo, span[at..]);
            span[at++] = (byte)' ';
        }

        if (headersLength is { } length)
        {
            at = Number(length, span, at);
            span[at++] = (byte)' ';
        }

        at = Number(body.Length, span, at);
        writer.Advance(Copy("\r\n"u8, span, at));
        writer.Write(body);
        writer.Write("\r\n"u8);
    }

    public void Subscribe(IBufferWriter<byte> writer, NatsSubBase sub)
    {
        writer.Write("SUB "u8);
        subjects.GetBytes(sub.Subject, writer);
        writer.Write(" "u8);
        if (sub.QueueGroup is not null)
        {
            subjects.GetBytes(sub.QueueGroup, writer);
            writer.Write(" "u8);
        }

        Number(writer, sub.Sid);
        writer.Write("\r\n"u8);
        if (sub.PendingMsgs is { } max)
            Unsubscribe(writer, sub.Sid, max);
    }

    /// <summary>Ends a subscription, now or after <paramref name="max"/> messages from its start.</summary>
    public static void Unsubscribe(IBufferWriter<byte> writer, int sid, int? max)
    {
        writer.Write("UNSUB "u8);
        Number(writer, sid);
        if (max is { } value)
        {
            writer.Write(" "u8);
            Number(writer, value);
        }

        writer.Write("\r\n"u8);
    }

    public static void Ping(IBufferWriter<byte> writer) => writer.Write("PING\r\n"u8);

    public static void Pong(IBufferWriter<byte> writer) => writer.Write("PONG\r\n"u8);

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> span, int at)
    {
        text.CopyTo(span[at..]);
        return at + text.Length;
    }

    private static int Number(int value, Span<byte> span, int at)
    {
        value.TryFormat(span[at..], out var written, provider: CultureInfo.InvariantCulture);
        return at + written;
    }

    private static void Number(IBufferWriter<byte> writer, int value)
    {
        value.TryFormat(writer.GetSpan(16), out var written, provider: CultureInfo.InvariantCulture);
        writer.Advance(written);
    }
}
