using System.Globalization;

namespace NATS.Client.JetStream.Internal;

/// <summary>
/// The subject that acknowledgements of a delivery go to, which also says where the message stands (ADR-15):
/// <c>$JS.ACK.[domain.account.]stream.consumer.delivered.stream-sequence.consumer-sequence.timestamp.pending[.token]</c>.
/// </summary>
internal static class AckSubject
{
    private const string Prefix = "$JS.ACK.";
    private const int ShortTokens = 7;
    private const int LongTokens = 9;
    private const int MostTokens = 12;

    public static NatsJSMsgMetadata? Parse(string? subject)
    {
        if (subject is null || !subject.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var text = subject.AsSpan(Prefix.Length);
        Span<Range> ranges = stackalloc Range[MostTokens];
        var count = text.Split(ranges, '.');
        if (count != ShortTokens && count < LongTokens)
            return null;
        return count == ShortTokens
            ? Parse(text, ranges, domain: "")
            : Parse(text, ranges[2..], text[ranges[0]] is "_" ? "" : text[ranges[0]].ToString());
    }

    private static NatsJSMsgMetadata? Parse(ReadOnlySpan<char> text, ReadOnlySpan<Range> tokens, string domain)
    {
        if (!TryParse(text[tokens[2]], out var delivered)
            || !TryParse(text[tokens[3]], out var streamSequence)
            || !TryParse(text[tokens[4]], out var consumerSequence)
            || !TryParse(text[tokens[5]], out var nanoseconds)
            || !TryParse(text[tokens[6]], out var pending))
            return null;
        return new NatsJSMsgMetadata(
            new NatsJSSequencePair(streamSequence, consumerSequence),
            delivered,
            pending,
            DateTimeOffset.FromUnixTimeMilliseconds((long)(nanoseconds / 1_000_000)),
            text[tokens[0]].ToString(),
            text[tokens[1]].ToString(),
            domain);
    }

    private static bool TryParse(ReadOnlySpan<char> token, out ulong value) => ulong.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
