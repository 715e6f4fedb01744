using System.Buffers;
using System.Text;

namespace BoxBox.Orders.Stream;

/// <summary>A message of the stream.</summary>
/// <param name="Sequence">Its place in the stream, from 1.</param>
/// <param name="Order">The order after the step; null where the payload is not an order, or not the one that the subject names.</param>
/// <param name="By">Who published the step; empty where the message does not say.</param>
public sealed record StoredStep(ulong Sequence, Order? Order, string By)
{
    /// <summary>Which step of which order it is (<see cref="OrderSubjects"/>), also where the payload cannot be read.</summary>
    public string Subject { get; init; } = "";

    public DateTimeOffset StoredAt { get; init; }

    /// <summary>The trace of the order (W3C, 32 hexadecimal digits); null where the message has none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The JSON of the order as it was published.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Makes a step of a message; a message that is not a step of the order its subject names is a step without one.</summary>
    internal static StoredStep Read(ulong sequence, string subject, DateTimeOffset storedAt, NatsHeaders? headers, ReadOnlyMemory<byte> payload, ILogger logger) =>
        new(sequence, ReadOrder(sequence, subject, payload, logger), WellKnown(Find(headers, StepMessage.By) ?? ""))
        {
            Subject = subject,
            StoredAt = storedAt,
            TraceId = TraceIdIn(Find(headers, "traceparent")),
            Payload = payload,
        };

    /// <summary>The headers of a stored message as JetStream's API gives them: the NATS header block in base64.</summary>
    internal static NatsHeaders? HeadersIn(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return null;

        var headers = new NatsHeaders();
        new NatsHeaderParser(Encoding.UTF8).ParseHeaders(new SequenceReader<byte>(new ReadOnlySequence<byte>(Convert.FromBase64String(base64))), headers);
        return headers;
    }

    private static Order? ReadOrder(ulong sequence, string subject, ReadOnlyMemory<byte> payload, ILogger logger)
    {
        try
        {
            return OrderJson.Deserialize(payload.Span, subject);
        }
        catch (JsonException error)
        {
            Log.NoStep(logger, sequence, subject, error.Message);
            return null;
        }
    }

    private static string? Find(NatsHeaders? headers, string name) => headers is not null && headers.TryGetValue(name, out var values) ? values.ToString() : null;

    // Few names, and one with every message that is kept.
    private static string WellKnown(string name) => string.IsInterned(name) ?? name;

    // version-traceid-parentid-flags: 2, 32, 16 and 2 hexadecimal digits.
    private static string? TraceIdIn(string? traceParent) => traceParent is { Length: > 35 } && (traceParent[2], traceParent[35]) == ('-', '-') ? traceParent[3..35] : null;
}
