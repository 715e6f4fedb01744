using System.Globalization;

namespace NATS.Client.JetStream.Internal;

/// <summary>
/// The subject that acknowledgements of a delivery go to, which also says where the message stands (ADR-15):
/// <c>$JS.ACK.[domain.account.]stream.consumer.delivered.stream-sequence.consumer-sequence.timestamp.pending[.token]</c>.
/// </summary>
internal static class AckSubject
{
    private const int ShortTokens = 9;
    private const int LongTokens = 11;

    public static NatsJSMsgMetadata? Parse(string? subject)
    {
        if (subject is null || !subject.StartsWith("$JS.ACK.", StringComparison.Ordinal))
            return null;
        var tokens = subject.Split('.');
        if (tokens.Length != ShortTokens && tokens.Length < LongTokens)
            return null;
        var hasDomain = tokens.Length > ShortTokens;
        return Parse(tokens.AsSpan(hasDomain ? 4 : 2), hasDomain && tokens[2] != "_" ? tokens[2] : "");
    }

    private static NatsJSMsgMetadata? Parse(ReadOnlySpan<string> tokens, string domain)
    {
        if (!TryParse(tokens[2], out var delivered)
            || !TryParse(tokens[3], out var streamSequence)
            || !TryParse(tokens[4], out var consumerSequence)
            || !TryParse(tokens[5], out var nanoseconds)
            || !TryParse(tokens[6], out var pending))
            return null;
        return new NatsJSMsgMetadata(
            new NatsJSSequencePair(streamSequence, consumerSequence),
            delivered,
            pending,
            DateTimeOffset.FromUnixTimeMilliseconds((long)(nanoseconds / 1_000_000)),
            tokens[0],
            tokens[1],
            domain);
    }

    private static bool TryParse(string token, out ulong value) => ulong.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
