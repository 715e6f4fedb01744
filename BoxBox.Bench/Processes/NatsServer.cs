using System.Net;
using System.Net.Sockets;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Benchmarks.Processes;

/// <summary>A nats-server with JetStream and an empty store of its own.</summary>
internal sealed class NatsServer : IAsyncDisposable
{
    private readonly DirectoryInfo _store;
    private readonly Child _child;

    private NatsServer(DirectoryInfo store, Child child, int port, int monitoring) => (_store, _child, Url, Monitoring) = (store, child, $"nats://127.0.0.1:{port}", new Uri($"http://127.0.0.1:{monitoring}"));

    public string Url { get; }

    public Uri Monitoring { get; }

    public static async Task<NatsServer> StartAsync(CancellationToken cancellationToken)
    {
        var store = Directory.CreateTempSubdirectory("box-box-bench-nats-");
        var (port, monitoring) = (Ports.Free(), Ports.Free());
        var child = Child.Start("nats-server", store.FullName, ["nats-server", "-a", "127.0.0.1", "-p", $"{port}", "-m", $"{monitoring}", "-js", "-sd", store.FullName], new Dictionary<string, string>());
        await Wait.UntilAsync(async () =>
        {
            child.MustRun();
            using var probe = new TcpClient();
            await probe.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }, $"nats-server on port {port}", cancellationToken);
        return new NatsServer(store, child, port, monitoring);
    }

    public NatsConnection Connect() => new(new NatsOpts { Url = Url });

    /// <summary>The stream as the services make it.</summary>
    public static async Task<NatsJSContext> CreateStreamAsync(NatsConnection connection, CancellationToken cancellationToken)
    {
        var stream = new NatsJSContext(connection);
        await stream.CreateOrUpdateStreamAsync(
            new StreamConfig("ORDERS", ["orders.>"])
            {
                Storage = StreamConfigStorage.File, Retention = StreamConfigRetention.Limits, DuplicateWindow = TimeSpan.FromMinutes(2), MaxAge = TimeSpan.FromDays(7), AllowDirect = true,
            },
            cancellationToken);
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _store.Delete(recursive: true);
    }
}
