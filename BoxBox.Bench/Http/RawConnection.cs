using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace BoxBox.Benchmarks.Http;

/// <summary>One HTTP/1.1 connection, one request at a time.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[8192];

    public static async Task<RawConnection> OpenAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var connection = new RawConnection();
        try
        {
            await connection._socket.ConnectAsync(address, cancellationToken);
            return connection;
        }
        catch (SocketException e)
        {
            connection.Dispose();
            throw new IOException(e.SocketErrorCode.ToString(), e);
        }
    }

    /// <returns>The status.</returns>
    /// <exception cref="IOException">No whole answer.</exception>
    public async Task<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(request, SocketFlags.None, cancellationToken);
            for (var filled = 0; ;)
            {
                if (filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), SocketFlags.None, cancellationToken);
                if (read == 0) throw new IOException("cut off");
                filled += read;
                if (IsWhole(_buffer.AsSpan(0, filled))) return StatusOf(_buffer);
            }
        }
        catch (SocketException e)
        {
            throw new IOException(e.SocketErrorCode.ToString(), e);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer[9..], out int status, out _) ? status : throw new IOException("not HTTP");

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = answer[..end];
        var body = answer[(end + 4)..];
        var length = head.IndexOf("Content-Length: "u8);
        return length >= 0
            ? Utf8Parser.TryParse(head[(length + 16)..], out int bytes, out _) && body.Length >= bytes
            : body.EndsWith("0\r\n\r\n"u8);
    }
}
