using System.Text;

namespace BoxBox.PaddockGateway.Live;

/// <summary>A server-sent event (WHATWG HTML, section 9.2.6): its bytes are made once, however many clients get them, and not where nobody does.</summary>
internal sealed class LiveFrame
{
    private readonly ReadOnlyMemory<byte> _data;
    private byte[]? _bytes;

    private LiveFrame(ulong sequence, Guid orderId, ReadOnlyMemory<byte> data) => (Sequence, OrderId, _data) = (sequence, orderId, data);

    /// <summary>Its place in the stream; 0 where it has none.</summary>
    public ulong Sequence { get; }

    /// <summary>Whose step it is; empty where it is none.</summary>
    public Guid OrderId { get; }

    /// <summary>With the empty line at the end. What one of the crew says has a name of its own and no id, as it has no place in the stream.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes ??= [.. Sequence > 0 ? Encoding.ASCII.GetBytes($"id: {Sequence}\ndata: ") : "event: crew\ndata: "u8, .. _data.Span, .. "\n\n"u8];

    /// <summary>A comment line; clients ignore it.</summary>
    public static readonly ReadOnlyMemory<byte> Heartbeat = ": box box\n\n"u8.ToArray();

    /// <summary>How long a client waits before it connects again, in milliseconds.</summary>
    public static readonly ReadOnlyMemory<byte> Retry = "retry: 2000\n\n"u8.ToArray();

    /// <summary>
    /// The event of a step. It has no name, so that <c>EventSource.onmessage</c> gets it. Its data is the message's own payload, which is one line of
    /// JSON; only what somebody else published with line breaks in it is written anew.
    /// </summary>
    /// <returns>Null where the message is no step of an order: it is not shown.</returns>
    public static LiveFrame? Of(StoredStep step)
    {
        if (step.Order is not { } order)
            return null;

        var isOneLine = !step.Payload.Span.ContainsAny((byte)'\n', (byte)'\r');
        return new LiveFrame(step.Sequence, order.OrderId, isOneLine ? step.Payload : OrderJson.Serialize(order));
    }

    /// <summary>What one of the crew says.</summary>
    public static LiveFrame OfCrew(ReadOnlyMemory<byte> report) => new(0, Guid.Empty, report);

    /// <summary>Told to a client that resumes after an event which the stream does not have.</summary>
    public static ReadOnlyMemory<byte> BeyondTheEnd(ulong seen, ulong end) =>
        Encoding.ASCII.GetBytes($": event {seen} is beyond the end of the stream ({end}): what was missed is not known, here is what comes\n\n");
}
