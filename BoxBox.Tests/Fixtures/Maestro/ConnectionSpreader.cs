using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>Like the proxy in front of replicas: gives each new connection to the next backend, and knows nothing of requests.</summary>
internal sealed class ConnectionSpreader : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri[] _backends;
    private readonly Task _accepting;
    private int _accepted;

    public ConnectionSpreader(params Uri[] backends)
    {
        _backends = backends;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Accepted => Volatile.Read(ref _accepted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ConnectAsync(client, _backends[(Interlocked.Increment(ref _accepted) - 1) % _backends.Length]));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(TcpClient client, Uri backend)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(backend.Host, backend.Port, _stop.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
    }
}
