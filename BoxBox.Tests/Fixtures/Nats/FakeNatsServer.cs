using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>A server that says what a test wants it to say.</summary>
internal sealed class FakeNatsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _clients = [];
    private readonly Task _accepting;

    /// <summary>Runs <paramref name="script"/> for each client, with its number from 0, then closes.</summary>
    public FakeNatsServer(Func<FakeNatsClient, int, Task> script)
    {
        _listener.Start();
        _accepting = AcceptAsync(script);
    }

    public string Url => $"nats://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<FakeNatsClient, int, Task> script)
    {
        try
        {
            for (var number = 0; ; number++)
                _clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), number, script));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient tcp, int number, Func<FakeNatsClient, int, Task> script)
    {
        using (tcp)
        {
            tcp.NoDelay = true;
            using var client = new FakeNatsClient(tcp.GetStream(), _stop.Token);
            try
            {
                await script(client, number);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or EndOfStreamException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
