using System.Text;
using BoxBox.Orders;
using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>The bytes of server-sent events (WHATWG HTML, section 9.2.6): made once for each event, however many clients get them.</summary>
internal static class SseFrame
{
    /// <summary>A comment line; clients ignore it.</summary>
    public static readonly ReadOnlyMemory<byte> Heartbeat = ": box box\n\n"u8.ToArray();

    /// <summary>How long a client waits before it connects again, in milliseconds.</summary>
    public static readonly ReadOnlyMemory<byte> Retry = "retry: 2000\n\n"u8.ToArray();

    /// <summary>The event of a step. It has no name, so that <c>EventSource.onmessage</c> gets it; its JSON is one line.</summary>
    public static ReadOnlyMemory<byte> Of(ulong sequence, Order order) =>
        (byte[])[.. Encoding.ASCII.GetBytes($"id: {sequence}\ndata: "), .. OrderJson.Serialize(order), .. "\n\n"u8];
}
