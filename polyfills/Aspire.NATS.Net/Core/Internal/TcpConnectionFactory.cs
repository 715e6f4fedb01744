using System.Net.Sockets;

namespace NATS.Client.Core.Internal;

internal sealed class TcpConnectionFactory : INatsSocketConnectionFactory
{
    public static readonly TcpConnectionFactory Default = new();

    public async ValueTask<INatsSocketConnection> ConnectAsync(Uri uri, NatsOpts opts, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(uri.Host, uri.Port, cancellationToken);
            return new TcpConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
