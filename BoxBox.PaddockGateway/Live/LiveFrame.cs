using System.Text;

namespace BoxBox.PaddockGateway.Live;

/// <summary>A server-sent event (WHATWG HTML, section 9.2.6): its bytes are made once, however many clients get them.</summary>
/// <param name="Sequence">Its place in the stream; 0 where it has none.</param>
/// <param name="OrderId">Whose step it is; empty where it is none.</param>
/// <param name="Bytes">With the empty line at the end.</param>
internal sealed record LiveFrame(ulong Sequence, Guid OrderId, ReadOnlyMemory<byte> Bytes)
{
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

        ReadOnlySpan<byte> data = step.Payload.Span.ContainsAny((byte)'\n', (byte)'\r') ? OrderJson.Serialize(order) : step.Payload.Span;
        return new LiveFrame(step.Sequence, order.OrderId, (byte[])[.. Encoding.ASCII.GetBytes($"id: {step.Sequence}\ndata: "), .. data, .. "\n\n"u8]);
    }

    /// <summary>What one of the crew says; it has a name of its own and no id, as it has no place in the stream.</summary>
    public static ReadOnlyMemory<byte> OfCrew(ReadOnlySpan<byte> report) => (byte[])[.. "event: crew\ndata: "u8, .. report, .. "\n\n"u8];

    /// <summary>Told to a client that resumes after an event which the stream does not have.</summary>
    public static ReadOnlyMemory<byte> BeyondTheEnd(ulong seen, ulong end) =>
        Encoding.ASCII.GetBytes($": event {seen} is beyond the end of the stream ({end}): what was missed is not known, here is what comes\n\n");
}
