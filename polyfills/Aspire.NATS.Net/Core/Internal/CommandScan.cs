using System.Buffers;
using System.Buffers.Text;

namespace NATS.Client.Core.Internal;

/// <summary>Finds our own commands in bytes that could not be sent.</summary>
internal static class CommandScan
{
    /// <summary>How many bytes of <paramref name="commands"/> are whole commands within the first <paramref name="sent"/> bytes: the server cannot have all of what follows.</summary>
    public static long WholeCommandsWithin(ReadOnlySequence<byte> commands, long sent)
    {
        long whole = 0;
        while (Next(commands.Slice(whole)) is { Length: > 0 } next && whole + next.Length <= sent)
            whole += next.Length;
        return whole;
    }

    /// <summary>Copies the publishes. The rest is of the old connection: subscriptions are made again, and pings are for the connection that they were sent on.</summary>
    public static byte[] Publishes(ReadOnlySequence<byte> commands)
    {
        var publishes = new ArrayBufferWriter<byte>();
        while (Next(commands) is { Length: > 0 } next)
        {
            if (next.IsPublish)
                foreach (var segment in commands.Slice(0, next.Length))
                    publishes.Write(segment.Span);
            commands = commands.Slice(next.Length);
        }

        return publishes.WrittenSpan.ToArray();
    }

    private static (long Length, bool IsPublish) Next(in ReadOnlySequence<byte> commands)
    {
        var reader = new SequenceReader<byte>(commands);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> sequence, "\r\n"u8))
            return default;
        ReadOnlySpan<byte> line = sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray();
        if (!line.StartsWith("PUB "u8) && !line.StartsWith("HPUB "u8))
            return (reader.Consumed, false);

        // The last field is the length of headers and payload together.
        return Utf8Parser.TryParse(line[(line.LastIndexOf((byte)' ') + 1)..], out int length, out _)
            ? (reader.Consumed + length + 2, true)
            : throw new InvalidOperationException("A command without length");
    }
}
