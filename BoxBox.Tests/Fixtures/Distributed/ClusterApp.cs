using System.Net;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system over a cluster of three NATS servers, as <c>./run --Nats:Servers=3</c> starts it; one each of who is not asked by others, since three servers are enough for a small machine.</summary>
public sealed class ClusterApp : BoxBoxApp
{
    private const int Servers = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

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
}
