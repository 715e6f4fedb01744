using System.Globalization;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>Three servers of one cluster.</summary>
public sealed class NatsCluster : IAsyncDisposable
{
    private const int Size = 3;

    private NatsCluster(IReadOnlyList<NatsServerProcess> servers) => Servers = servers;

    public IReadOnlyList<NatsServerProcess> Servers { get; }

    public string Url => string.Join(',', Servers.Select(server => server.Url));

    public static async Task<NatsCluster> StartAsync()
    {
        var peers = Enumerable.Range(0, Size).Select(_ => FreePort.Next()).ToList();
        var starts = peers.Select((port, i) => NatsServerProcess.StartAsync(new NatsServerOptions { Cluster = new NatsClusterOptions($"n{i}", port, peers) }));
        return new NatsCluster(await Task.WhenAll(starts));
    }

    /// <summary>Creates a stream on all three, as soon as they have found each other and chosen a leader.</summary>
    public static async Task<INatsJSStream> CreateStreamAsync(INatsJSContext js, StreamConfig config, CancellationToken cancellationToken)
    {
        config.NumReplicas = Size;
        while (true)
        {
            try
            {
                return await js.CreateStreamAsync(config, cancellationToken);
            }
            catch (NatsException e) when (e is not NatsJSApiException { Error.Code: < 500 })
            {
                // No leader yet, or not enough peers: the answer came from the servers' own clock, so ask again.
            }
        }
    }

    /// <summary>The server that leads the stream.</summary>
    public NatsServerProcess LeaderOf(INatsJSStream stream) =>
        Servers[int.Parse(stream.Info.Cluster!.Leader![1..], CultureInfo.InvariantCulture)];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
            await server.DisposeAsync();
    }
}
