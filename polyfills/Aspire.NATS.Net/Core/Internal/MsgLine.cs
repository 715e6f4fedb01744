using System.Buffers.Text;

namespace NATS.Client.Core.Internal;

/// <summary><c>MSG subject sid [reply] #bytes</c> or <c>HMSG subject sid [reply] #header-bytes #total-bytes</c>.</summary>
internal readonly struct MsgLine
{
    private const int MaxFields = 5;

    public Range Subject { get; private init; }

    public int Sid { get; private init; }

    public Range ReplyTo { get; private init; }

    public int? HeadersLength { get; private init; }

    public int TotalLength { get; private init; }

    /// <exception cref="NatsException">The line is none of the two.</exception>
    public static MsgLine Parse(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[MaxFields + 1];
        var hasHeaders = line[0] is (byte)'H' or (byte)'h';
        var count = Split(line, hasHeaders ? 5 : 4, fields);
        var lengths = hasHeaders ? 2 : 1;
        if (count != 2 + lengths && count != 3 + lengths)
            throw new NatsException("Protocol error: a message line with too few or too many fields");

        var total = Number(line[fields[count - 1]]);
        int? headers = hasHeaders ? Number(line[fields[count - 2]]) : null;
        if (headers > total)
            throw new NatsException("Protocol error: headers longer than their message");
        return new MsgLine
        {
            Subject = fields[0],
            Sid = Number(line[fields[1]]),
            ReplyTo = count == 3 + lengths ? fields[2] : default,
            HeadersLength = headers,
            TotalLength = total,
        };
    }

    private static int Split(ReadOnlySpan<byte> line, int start, Span<Range> fields)
    {
        var count = 0;
        while (true)
        {
            while (start < line.Length && IsBlank(line[start]))
                start++;
            if (start == line.Length)
                return count;
            var end = start;
            while (end < line.Length && !IsBlank(line[end]))
                end++;
            if (count == fields.Length)
                return count;
            fields[count++] = start..end;
            start = end;
        }
    }

    private static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\t';

    private static int Number(ReadOnlySpan<byte> field) =>
        Utf8Parser.TryParse(field, out int value, out var read) && read == field.Length && value >= 0
            ? value
            : throw new NatsException("Protocol error: a message line with a field that is no number");
}
