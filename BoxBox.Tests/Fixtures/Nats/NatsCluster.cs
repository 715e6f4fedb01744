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

    /// <param name="configuration">Lines of each server's configuration file.</param>
    public static async Task<NatsCluster> StartAsync(string? configuration = null)
    {
        var peers = Enumerable.Range(0, Size).Select(_ => FreePort.Next()).ToList();
        var starts = peers.Select((port, i) => NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = configuration, Cluster = new NatsClusterOptions($"n{i}", port, peers) }));
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

    /// <summary>Waits until somebody leads a stream, and both others have all of it.</summary>
    /// <returns>Who leads.</returns>
    public async Task<NatsServerProcess> WholeAsync(INatsJSContext js, string stream, CancellationToken cancellationToken)
    {
        using var next = new PeriodicTimer(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        while (await next.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var found = await js.GetStreamAsync(stream, cancellationToken: cancellationToken);
                if (found.Info.Cluster is { Leader.Length: > 0, Replicas: { Count: Size - 1 } others } && others.All(other => other is { Current: true, Offline: not true }))
                    return LeaderOf(found);
            }
            catch (NatsException)
            {
                // Nobody leads it at the moment.
            }
        }

        throw new InvalidOperationException("The timer ended.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
            await server.DisposeAsync();
    }
}
