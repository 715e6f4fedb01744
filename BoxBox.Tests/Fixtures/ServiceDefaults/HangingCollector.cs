using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.ServiceDefaults;

/// <summary>Accepts every connection, and never says a word.</summary>
internal sealed class HangingCollector : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _callers = [];
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    public HangingCollector()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Completes when the first one has connected.</summary>
    public Task Called => _called.Task;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _callers.ForEach(caller => caller.Dispose());
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _callers.Add(await _listener.AcceptTcpClientAsync());
            _called.TrySetResult();
        }
    }
}
