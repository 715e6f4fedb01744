using System.Net.Sockets;
using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

/// <summary>Connections that receive one byte at a time, whatever the system has gathered.</summary>
internal sealed class OneByteSockets : INatsSocketConnectionFactory
{
    public async ValueTask<INatsSocketConnection> ConnectAsync(Uri uri, NatsOpts opts, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(uri.Host, uri.Port, cancellationToken);
        return new OneByteSocket(socket);
    }

    private sealed class OneByteSocket(Socket socket) : INatsSocketConnection
    {
        public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer) => socket.SendAsync(buffer);

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer[..1]);

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return default;
        }
    }
}
