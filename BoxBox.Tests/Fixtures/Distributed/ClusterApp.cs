using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system over a cluster of three NATS servers, as <c>./run --Nats:Servers=3</c> starts it; one each of who is not asked by others, since three servers are enough for a small machine.</summary>
public sealed class ClusterApp : BoxBoxApp
{
    private const int Servers = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a server may need to have what the others have.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(150);

    /// <summary>Who is well, lacks something, and has not moved for so long, never will.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(20);

    /// <summary>The first nats-server that was not seen to leave one behind.</summary>
    private static readonly Version MendedIn = new(2, 10);

    public static IReadOnlyList<string> NatsServers { get; } = [.. Enumerable.Range(1, Servers).Select(number => $"nats-{number}")];

    protected override IEnumerable<string> Settings =>
    [
        .. base.Settings, $"--Nats:Servers={Servers}", $"--Nats:Port={FreePort.FirstOf(Servers)}", $"--Nats:MonitoringPort={FreePort.FirstOf(Servers)}", $"--Nats:ClusterPort={FreePort.FirstOf(Servers)}",
        "--Replicas:panettiere=1", "--Replicas:fattorino=1",
    ];

    /// <summary>Waits until the gateway says that orders can be stored, or cannot.</summary>
    public async Task HealthAsync(HttpStatusCode code, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new LostConnections(new SocketsHttpHandler())) { BaseAddress = GatewayAddress };
        using var next = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while ((await client.GetAsync("/healthz", cancellationToken)).StatusCode != code)
            await next.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>
    /// Waits until each server says of itself that it is well, and that it has all that any of them had when they were first asked. What the leader says of
    /// the others ("current") is not enough: it is what they have heard of, not what they have stored. Whom nats-server before 2.10 leaves behind gets
    /// the empty disk that docs/deploy.md advises.
    /// </summary>
    public async Task AgreeAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var leftBehind = await LeftBehindAsync(client, cancellationToken);
        foreach (var server in leftBehind)
        {
            Assert.True(await VersionAsync(client, server, cancellationToken) < MendedIn, $"{server} is well, and stands still below the others.");
            var killed = await KillAsync(server, cancellationToken);
            EmptyDisk(server);
            await StartAsync(killed, cancellationToken);
        }

        if (leftBehind.Count > 0)
            Assert.Empty(await LeftBehindAsync(client, cancellationToken));
    }

    /// <returns>None once all have all; else those who are well, lack something, and have stood still.</returns>
    private async Task<IReadOnlyList<string>> LeftBehindAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var next = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        var seen = NatsServers.ToDictionary(server => server, _ => (Stored: (ulong?)null, Since: began));
        ulong? goal = null;
        while (true)
        {
            foreach (var server in NatsServers)
            {
                var stored = await StoredAsync(client, server, cancellationToken);
                if (stored != seen[server].Stored)
                    seen[server] = (stored, TimeProvider.System.GetTimestamp());
            }

            if (seen.Values.All(server => server.Stored is not null))
                goal ??= seen.Values.Max(server => server.Stored);
            var behind = seen.Where(server => goal is null || server.Value.Stored is not { } stored || stored < goal).ToList();
            if (behind.All(server => server.Value.Stored is not null && TimeProvider.System.GetElapsedTime(server.Value.Since) > Standstill))
                return [.. behind.Select(server => server.Key)];
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < CatchUp,
                $"Not every server has all: {string.Join(", ", seen.Select(server => $"{server.Key} {server.Value.Stored?.ToString(CultureInfo.InvariantCulture) ?? "is not well"}"))}.");
            await next.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>A new disk for a server that has been killed.</summary>
    public void EmptyDisk(string server)
    {
        var disk = Data.GetDirectories(server).Single();
        disk.Delete(recursive: true);
        disk.Create();
    }

    private async Task<Version> VersionAsync(HttpClient client, string server, CancellationToken cancellationToken) =>
        Version.Parse((string)JsonNode.Parse(await client.GetStringAsync(new Uri(App.GetEndpoint(server, "monitoring"), "/varz"), cancellationToken))!["version"]!);

    /// <summary>The last sequence of the orders in the store of one server.</summary>
    /// <returns>None of a server that is away, or says that something of his is not up to date.</returns>
    private async Task<ulong?> StoredAsync(HttpClient client, string server, CancellationToken cancellationToken)
    {
        try
        {
            var monitoring = App.GetEndpoint(server, "monitoring");
            await client.GetStringAsync(new Uri(monitoring, "/healthz"), cancellationToken);
            var stored = JsonNode.Parse(await client.GetStringAsync(new Uri(monitoring, "/jsz?accounts=true&streams=true"), cancellationToken))!;
            var streams = (stored["account_details"]?.AsArray() ?? []).SelectMany(account => account!["stream_detail"]?.AsArray() ?? []);
            return streams.Where(stream => (string)stream!["name"]! == "ORDERS").Select(stream => (ulong?)stream!["state"]!["last_seq"]).SingleOrDefault();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
