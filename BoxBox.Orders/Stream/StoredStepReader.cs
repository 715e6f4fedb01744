using System.Text;

namespace BoxBox.Orders.Stream;

/// <summary>Makes a step of a message; a message that is not a step of the order its subject names is a step without one.</summary>
internal static class StoredStepReader
{
    private const string TraceParent = "traceparent";

    public static StoredStep Read(ulong sequence, string subject, DateTimeOffset storedAt, NatsHeaders? headers, ReadOnlyMemory<byte> payload, ILogger logger) =>
        new(sequence, ReadOrder(sequence, subject, payload, logger), Find(headers, OrderHeaders.By) ?? "")
        {
            Subject = subject,
            StoredAt = storedAt,
            TraceId = TraceIdIn(Find(headers, TraceParent)),
            Payload = payload,
        };

    /// <summary>The headers of a stored message as JetStream's API gives them: the NATS header block ("NATS/1.0", then a line each) in base64.</summary>
    public static NatsHeaders? HeadersIn(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return null;

        var block = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, block, out var length))
            return null;

        var headers = new NatsHeaders();
        foreach (var line in Encoding.UTF8.GetString(block, 0, length).Split("\r\n"))
        {
            if (line.Split(':', 2) is [var name, var value])
                headers[name] = value.Trim();
        }

        return headers;
    }

    private static Order? ReadOrder(ulong sequence, string subject, ReadOnlyMemory<byte> payload, ILogger logger)
    {
        try
        {
            var order = OrderJson.Deserialize(payload.Span);
            if (subject == OrderSubjects.For(order.Status, order.OrderId))
                return order;

            Log.Unreadable(logger, sequence, subject, "the subject names another order or step");
        }
        catch (JsonException error)
        {
            Log.Unreadable(logger, sequence, subject, error.Message);
        }

        return null;
    }

    private static string? Find(NatsHeaders? headers, string name) => headers is not null && headers.TryGetValue(name, out var values) ? values.ToString() : null;

    // version-traceid-parentid-flags
    private static string? TraceIdIn(string? traceParent) => traceParent?.Split('-') is [_, { Length: 32 } traceId, ..] ? traceId : null;
}
