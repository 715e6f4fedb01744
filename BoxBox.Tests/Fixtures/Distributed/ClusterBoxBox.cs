using BoxBox.Orders;
using BoxBox.Tests.Fixtures.Nats;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>All services, each a process of its own, on a NATS cluster of three and each message on all three; no AppHost is needed to see that.</summary>
public sealed class ClusterBoxBox : IAsyncLifetime
{
    private const string AnyHttp = "--Kestrel:Endpoints:http:Url=http://127.0.0.1:0";

    private readonly List<ServiceProcess> services = [];
    private NatsCluster? cluster;

    public NatsCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    public Uri Gateway { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>The processes that run still.</summary>
    public IReadOnlyList<int> Pids => [.. services.Where(service => !service.HasEnded).Select(service => service.Id)];

    public async ValueTask InitializeAsync()
    {
        cluster = await NatsCluster.StartAsync();
        var (panettiere, fornaio) = (FreePort.Next(), FreePort.Next());
        Start("PaddockGateway", $"--urls={Gateway}");
        Start("Panettiere", $"--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:{panettiere}", AnyHttp);
        Start("Fornaio", $"--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:{fornaio}", AnyHttp);
        Start("Maestro", "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0", AnyHttp, $"--Maestro:PanettiereClient:Address=http://127.0.0.1:{panettiere}", $"--Maestro:FornaioClient:Address=http://127.0.0.1:{fornaio}");
        Start("Fattorino", AnyHttp);
        await AnOrderArrivesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
            await service.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    /// <summary>Then everybody has found everybody.</summary>
    private async Task AnOrderArrivesAsync()
    {
        using var patience = Patience.ATest();
        using var customer = new Load(Gateway);
        using var gateway = new HttpClient(new LostConnections(new SocketsHttpHandler())) { BaseAddress = Gateway };
        await gateway.StepsUntilAsync(await customer.PlaceAsync("the-first", patience.Token), OrderStatus.Completed, patience.Token);
    }

    private void Start(string service, params IEnumerable<string> settings) => services.Add(ServiceProcess.Start(service,
        [$"--ConnectionStrings:nats={Cluster.Url}", "--Orders:Replicas=3", "--Orders:AckWaitInSeconds=2", "--TimeScale=100", "--Seed=44", .. settings]));
}
