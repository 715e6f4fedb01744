using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Benchmarks.Processes;

/// <summary>Three nats-servers of one cluster, each with an empty store.</summary>
internal sealed class NatsTrio : IAsyncDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("box-box-bench-nats-");
    private readonly List<(int Port, int Routes)> _ports = [.. Enumerable.Range(0, 3).Select(_ => (Ports.Free(), Ports.Free()))];
    private readonly Child?[] _servers = new Child?[3];
    private readonly NatsConnection _connection;

    public NatsTrio()
    {
        _connection = new NatsConnection(new NatsOpts { Url = Url });
        for (var server = 0; server < _servers.Length; server++)
            Start(server);
    }

    public string Url => string.Join(',', _ports.Select(port => $"nats://127.0.0.1:{port.Port}"));

    /// <summary>Waits until somebody leads the orders, and the others have all of them.</summary>
    /// <returns>Who leads.</returns>
    public async Task<int> WholeAsync(CancellationToken cancellationToken)
    {
        var leader = 0;
        await Wait.UntilAsync(async () =>
        {
            try
            {
                var stream = await new NatsJSContext(_connection).GetStreamAsync("ORDERS", cancellationToken: cancellationToken);
                if (stream.Info.Cluster is not { Leader: ['n', var number], Replicas: { Count: 2 } others } || !others.All(other => other is { Current: true, Offline: not true })) return false;
                leader = number - '0';
                return true;
            }
            catch (NatsException)
            {
                // Nobody leads at the moment.
                return false;
            }
        }, "a whole cluster", cancellationToken);
        return leader;
    }

    public void Start(int server) => _servers[server] = Child.Start($"nats-server-{server}", _store.FullName,
        [
            "nats-server", "-a", "127.0.0.1", "-p", $"{_ports[server].Port}", "-js", "-sd", Path.Combine(_store.FullName, $"n{server}"), "--name", $"n{server}", "--cluster_name", "bench",
            "--cluster", $"nats://127.0.0.1:{_ports[server].Routes}", "--routes", string.Join(',', _ports.Select(port => $"nats://127.0.0.1:{port.Routes}")),
        ], new Dictionary<string, string>());

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(int server)
    {
        await _servers[server]!.DisposeAsync();
        _servers[server] = null;
    }

    /// <summary>STOP, and nothing moves on its connections; CONT, and it goes on.</summary>
    public Task SignalAsync(int server, string signal, CancellationToken cancellationToken) => _servers[server]!.SignalAsync(signal, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        foreach (var server in _servers.OfType<Child>())
            await server.DisposeAsync();
        _store.Delete(recursive: true);
    }
}
