using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// A TCP proxy in front of the replicas of a resource. It spreads connections, not requests: each goes to the next live replica in turn,
/// and to the one after that where it does not answer.
/// </summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(5);

    // What keeps a connection from being taken, such as too many open files, does not pass at once.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Func<IReadOnlyList<int>> targets;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly List<Socket> listeners = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private int turn = -1;

    /// <param name="addresses">Where to listen; those after the first are optional (a machine may be without IPv6).</param>
    /// <param name="port">0 for any free port.</param>
    /// <param name="targets">The ports of the live replicas, on the loopback address.</param>
    /// <param name="time">Of the pauses after trouble.</param>
    /// <param name="logger">Where trouble is told.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public EndpointProxy(IReadOnlyList<IPAddress> addresses, int port, Func<IReadOnlyList<int>> targets, TimeProvider time, ILogger logger)
    {
        this.targets = targets;
        this.time = time;
        this.logger = logger;
        try
        {
            listeners.Add(Listen(addresses[0], port));
            Port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
            foreach (var address in addresses.Skip(1).Where(_ => Socket.OSSupportsIPv6))
            {
                ListenToo(address, isRequired: port != 0);
            }
        }
        catch
        {
            listeners.ForEach(listener => listener.Dispose());
            throw;
        }

        accepting = Task.WhenAll(listeners.Select(AcceptAsync));
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        listeners.ForEach(listener => listener.Dispose());
        await accepting.ConfigureAwait(false);
        stopping.Dispose();
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            listener.DualMode = false;
        }

        listener.Bind(new IPEndPoint(address, port));
        listener.Listen();
        return listener;
    }

    private void ListenToo(IPAddress address, bool isRequired)
    {
        try
        {
            listeners.Add(Listen(address, Port));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable || !isRequired)
        {
            // No IPv6 here, or someone else has that port there: the first address is enough.
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                if (!await TryAcceptAsync(listener).ConfigureAwait(false))
                {
                    await Task.Delay(AcceptPause, time, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Told to stop.
        }
    }

    private async Task<bool> TryAcceptAsync(Socket listener)
    {
        try
        {
            var client = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
            _ = ServeAsync(client);
            return true;
        }
        catch (SocketException error) when (!stopping.IsCancellationRequested)
        {
            Log.ProxyAcceptFailed(logger, error, listener.LocalEndPoint?.ToString() ?? "");
            return false;
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                using var replica = await ConnectAsync().ConfigureAwait(false);
                if (replica is null)
                {
                    // A reset rather than an orderly end: the client is to know that nobody read what it sent.
                    client.LingerState = new LingerOption(true, 0);
                    return;
                }

                client.NoDelay = replica.NoDelay = true;
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                await Task.WhenAll(PumpAsync(client, replica, ended), PumpAsync(replica, client, ended)).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two sides went away: closing the other, as leaving this block does, is all there is to do.
                client.LingerState = new LingerOption(true, 0);
            }
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var ports = targets();
        var first = (uint)Interlocked.Increment(ref turn);
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[(int)((first + i) % ports.Count)];
            if (await ConnectAsync(port).ConfigureAwait(false) is { } replica)
            {
                return replica;
            }
        }

        return null;
    }

    private async Task<Socket?> ConnectAsync(int port)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        deadline.CancelAfter(ConnectDeadline);
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), deadline.Token).ConfigureAwait(false);
                return socket;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationTokenSource ended)
    {
        try
        {
            using var source = new NetworkStream(from);
            using var sink = new NetworkStream(to);
            await source.CopyToAsync(sink, ended.Token).ConfigureAwait(false);
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await ended.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
