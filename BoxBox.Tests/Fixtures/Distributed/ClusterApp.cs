using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system over a cluster of three NATS servers, as <c>./run --Nats:Servers=3</c> starts it; one each of who is not asked by others, since three servers are enough for a small machine.</summary>
public sealed class ClusterApp : BoxBoxApp
{
    private const int Servers = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a server may need to have what the others have; one that stands still never has it.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(150);

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
    /// the others ("current") is not enough: it is what they have heard of, not what they have stored.
    /// </summary>
    public async Task AgreeAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var next = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        var goal = 0UL;
        while (true)
        {
            var stored = await Task.WhenAll(NatsServers.Select(server => StoredAsync(client, server, cancellationToken)));
            if (goal == 0 && stored.All(last => last is not null))
                goal = stored.Max()!.Value;
            if (goal > 0 && stored.All(last => last >= goal))
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < CatchUp, $"Not every server has all: {string.Join(", ", NatsServers.Zip(stored, (server, last) => $"{server} {last?.ToString(CultureInfo.InvariantCulture) ?? "is not well"}"))}.");
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

    /// <summary>The last sequence of the orders in the store of one server.</summary>
    /// <returns>None of a server that is away, or says that something of his is not up to date.</returns>
    private async Task<ulong?> StoredAsync(HttpClient client, string server, CancellationToken cancellationToken)
    {
        try
        {
            var monitoring = App.GetEndpoint(server, "monitoring");
            await client.GetStringAsync(new Uri(monitoring, "/healthz"), cancellationToken);
            var stored = JsonNode.Parse(await client.GetStringAsync(new Uri(monitoring, "/jsz?accounts=true&streams=true"), cancellationToken))!;
            return stored["account_details"]?.AsArray().SelectMany(account => account!["stream_detail"]!.AsArray()).Where(stream => (string)stream!["name"]! == "ORDERS")
                .Select(stream => (ulong?)stream!["state"]!["last_seq"]).SingleOrDefault();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
