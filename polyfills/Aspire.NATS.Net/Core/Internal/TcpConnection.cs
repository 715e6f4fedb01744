using System.Net.Sockets;

namespace NATS.Client.Core.Internal;

/// <summary>A plain TCP connection.</summary>
internal sealed class TcpConnection(Socket socket) : INatsSocketConnection
{
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer) => socket.SendAsync(buffer);

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
