using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace NATS.Client.Core;

/// <summary>Reads headers as they stand in HMSG.</summary>
public class NatsHeaderParser(Encoding encoding)
{
    private static readonly (byte[] Bytes, string Text, NatsHeaders.Messages Message)[] KnownTexts =
    [
        .. new (string Text, NatsHeaders.Messages Message)[]
        {
            ("Idle Heartbeat", NatsHeaders.Messages.IdleHeartbeat),
            ("Bad Request", NatsHeaders.Messages.BadRequest),
            ("Consumer Deleted", NatsHeaders.Messages.ConsumerDeleted),
            ("Consumer is push based", NatsHeaders.Messages.ConsumerIsPushBased),
            ("No Messages", NatsHeaders.Messages.NoMessages),
            ("Request Timeout", NatsHeaders.Messages.RequestTimeout),
            ("Message Size Exceeds MaxBytes", NatsHeaders.Messages.MessageSizeExceedsMaxBytes),
            ("Requests Pending", NatsHeaders.Messages.RequestsPending),
        }.Select(known => (Encoding.ASCII.GetBytes(known.Text), known.Text, known.Message)),
    ];

    /// <summary>Reads the first line into version, code and text, and the others as headers.</summary>
    /// <exception cref="NatsException">A line is not what it should be.</exception>
    public bool ParseHeaders(SequenceReader<byte> reader, NatsHeaders headers)
    {
        if (reader.End || !TryReadLine(ref reader, out var first))
            return false;
        ParseFirstLine(first, headers);
        while (!reader.End)
        {
            if (!TryReadLine(ref reader, out var line))
                throw new NatsException("Protocol error: a header line without end");
            if (!line.IsEmpty)
                ParseLine(line, headers);
        }

        return true;
    }

    private static bool TryReadLine(ref SequenceReader<byte> reader, out ReadOnlySpan<byte> line) => reader.TryReadTo(out line, "\r\n"u8);

    private void ParseFirstLine(ReadOnlySpan<byte> line, NatsHeaders headers)
    {
        if (!line.StartsWith("NATS/1.0"u8) || (line.Length > 8 && line[8] != ' '))
            throw new NatsException("Protocol error: headers of an unknown version");
        var status = line[8..].Trim((byte)' ');
        if (status.IsEmpty)
            return;
        if (!Utf8Parser.TryParse(status, out int code, out var read))
            throw new NatsException("Protocol error: header code is not a number");
        headers.Code = code;
        SetText(status[read..].TrimStart((byte)' '), headers);
    }

    private void SetText(ReadOnlySpan<byte> text, NatsHeaders headers)
    {
        foreach (var known in KnownTexts)
        {
            if (!text.SequenceEqual(known.Bytes))
                continue;
            headers.Message = known.Message;
            headers.MessageText = known.Text;
            return;
        }

        headers.MessageText = encoding.GetString(text);
    }

    [SuppressMessage("Performance", "CA1859", Justification = "The headers are the parameter's.")]
    private void ParseLine(ReadOnlySpan<byte> line, NatsHeaders headers)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAny((byte)' ', (byte)'\t'))
            throw new NatsException("Protocol error: a header line without name");
        var name = encoding.GetString(line[..colon]);
        var value = encoding.GetString(line[(colon + 1)..].Trim(" \t"u8));
        headers.Put(name, StringValues.Concat(headers[name], value));
    }
}
