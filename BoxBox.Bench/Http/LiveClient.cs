using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BoxBox.Tifosi.Load;

namespace BoxBox.Benchmarks.Http;

/// <summary>
/// Somebody who listens to the live stream, and does so little for it that a thousand of them leave the machine to the gateway: he counts events by their first
/// bytes. Who is asked to looks at the clock, too.
/// </summary>
internal sealed class LiveClient(Uri server, TimeProvider time, Latencies? latencies) : IDisposable
{
    private const int LongestEventInBytes = 4096;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private long _events;

    /// <summary>Events that have come.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Connects; he misses nothing from the first bytes of the answer on.</summary>
    public async Task ConnectAsync(ulong? lastEventId, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), cancellationToken);
        var resume = lastEventId is { } id ? $"Last-Event-ID: {id}\r\n" : "";
        // HTTP/1.0, which knows no chunks: their frames could stand in the middle of what he counts by.
        await _socket.SendAsync(Encoding.ASCII.GetBytes($"GET /v1/order/sse HTTP/1.0\r\nHost: bench\r\nAccept: text/event-stream\r\n{resume}\r\n"), SocketFlags.None, cancellationToken);
    }

    /// <summary>Listens until he has so many events, the gateway hangs up, or the token ends it.</summary>
    public async Task ListenAsync(long until, CancellationToken cancellationToken)
    {
        try
        {
            for (var filled = 0; Events < until;)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), SocketFlags.None, cancellationToken);
                if (read == 0) return;
                filled = Count(filled + read);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // What has not come by then has not come.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>How many bytes of an event that is not whole stand at the buffer's beginning.</returns>
    private int Count(int filled)
    {
        ReadOnlySpan<byte> all = _buffer.AsSpan(0, filled);
        var done = 0;
        for (var at = all.IndexOf("data: {"u8); at >= 0; at = all[done..].IndexOf("data: {"u8))
        {
            var begin = done + at;
            var length = all[begin..].IndexOf("\n\n"u8);
            if (length < 0) break;
            Interlocked.Increment(ref _events);
            if (latencies is not null) Measure(all.Slice(begin, length));
            done = begin + length;
        }

        var rest = Math.Min(filled - done, LongestEventInBytes);
        all[(filled - rest)..].CopyTo(_buffer);
        return rest;
    }

    private void Measure(ReadOnlySpan<byte> data)
    {
        var field = data.IndexOf("\"updated_at\":\""u8);
        if (field < 0 || !Utf8Parser.TryParse(data[(field + 14)..], out DateTimeOffset at, out _, 'O')) return;
        lock (latencies!) latencies.Record(time.GetUtcNow() - at);
    }
}
