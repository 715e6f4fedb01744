using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.PitWall;

/// <summary>An address that leads to one gateway, to none, or to another: what a browser sees when the one it follows is killed.</summary>
internal sealed class SwitchedDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private Uri? _to;

    public SwitchedDoor(Uri to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public void LeadTo(Uri to)
    {
        lock (_gate)
            _to = to;
    }

    /// <summary>Ends every connection, and takes no new one.</summary>
    public void Shut()
    {
        lock (_gate)
        {
            _to = null;
            _open.ForEach(connection => connection.Close());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Shut();
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
                connections.Add(LeadAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(TcpClient from)
    {
        using (from)
        using (var to = new TcpClient())
        {
            Uri? where;
            lock (_gate)
            {
                where = _to;
                if (where is not null)
                    _open.AddRange([from, to]);
            }

            if (where is null)
                return;
            await to.ConnectAsync(where.Host, where.Port, _stop.Token);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream(), _stop.Token), to.GetStream().CopyToAsync(from.GetStream(), _stop.Token));
        }
    }
}
