using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace NATS.Client.Core.Internal;

/// <summary>Cuts the server's bytes into operations. It keeps what it has read of an unfinished message, so no byte is looked at twice.</summary>
internal sealed class ProtocolParser
{
    // Longer than any INFO of a big cluster, and than any subject.
    private const int MaxLineLength = 1024 * 1024;

    // The highest max_payload that a nats-server can be configured to, with room for the headers that servers add.
    private const int MaxMessageLength = 65 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _line = new(512);
    private MsgLine _msg;
    private bool _isInsideMsg;

    public int Sid => _msg.Sid;

    public ReadOnlySpan<byte> Subject => _line.WrittenSpan[_msg.Subject];

    public ReadOnlySpan<byte> ReplyTo => _line.WrittenSpan[_msg.ReplyTo];

    /// <summary>Headers of the message; null where it has none.</summary>
    public ReadOnlySequence<byte>? Headers { get; private set; }

    public ReadOnlySequence<byte> Payload { get; private set; }

    /// <summary>What follows INFO or -ERR.</summary>
    public ReadOnlySpan<byte> Text => _line.WrittenSpan[(_line.WrittenSpan.IndexOf((byte)' ') + 1)..];

    /// <summary>Takes the next operation off the buffer; false where its end has not arrived.</summary>
    /// <exception cref="NatsException">These are no bytes of a NATS server.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out ServerOp op)
    {
        op = ServerOp.Msg;
        if (_isInsideMsg)
            return TryReadBody(ref buffer);
        if (!TryReadLine(ref buffer))
            return false;

        op = Classify(_line.WrittenSpan);
        if (op != ServerOp.Msg)
            return true;
        _msg = MsgLine.Parse(_line.WrittenSpan);
        if (_msg.TotalLength > MaxMessageLength)
            throw new NatsException($"Protocol error: a message of {_msg.TotalLength} bytes");
        _isInsideMsg = true;
        return TryReadBody(ref buffer);
    }

    private bool TryReadLine(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            return buffer.Length <= MaxLineLength ? false : throw new NatsException("Protocol error: a line without end");
        _line.ResetWrittenCount();
        foreach (var segment in line)
            _line.Write(segment.Span);
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private bool TryReadBody(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < _msg.TotalLength + 2)
            return false;
        var body = buffer.Slice(0, _msg.TotalLength);
        buffer = buffer.Slice(_msg.TotalLength);
        if (!StartsWithNewLine(buffer))
            throw new NatsException("Protocol error: a message longer than it says");

        buffer = buffer.Slice(2);
        Headers = _msg.HeadersLength is { } length ? body.Slice(0, length) : null;
        Payload = body.Slice(_msg.HeadersLength ?? 0);
        _isInsideMsg = false;
        return true;
    }

    private static bool StartsWithNewLine(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> end = stackalloc byte[2];
        buffer.Slice(0, 2).CopyTo(end);
        return end.SequenceEqual("\r\n"u8);
    }

    private static ServerOp Classify(ReadOnlySpan<byte> line)
    {
        if (IsMsg(line, "MSG"u8) || IsMsg(line, "HMSG"u8))
            return ServerOp.Msg;
        if (StartsWith(line, "PING"u8))
            return ServerOp.Ping;
        if (StartsWith(line, "PONG"u8))
            return ServerOp.Pong;
        if (StartsWith(line, "INFO "u8))
            return ServerOp.Info;
        if (StartsWith(line, "+OK"u8))
            return ServerOp.Ok;
        if (StartsWith(line, "-ERR"u8))
            return ServerOp.Err;
        throw new NatsException($"Protocol error: unknown operation '{Encoding.ASCII.GetString(line[..Math.Min(line.Length, 16)])}'");
    }

    private static bool IsMsg(ReadOnlySpan<byte> line, ReadOnlySpan<byte> op) =>
        line.Length > op.Length && StartsWith(line, op) && (line[op.Length] is (byte)' ' or (byte)'\t');

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> op) =>
        line.Length >= op.Length && Ascii.EqualsIgnoreCase(line[..op.Length], op);
}
