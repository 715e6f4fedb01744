using System.Globalization;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>All five services as their own programs over a NATS of the test's, two gateways behind a proxy and two Maestri; a hundred times faster than life, and no AppHost.</summary>
internal sealed class HurriedCrew : IAsyncDisposable
{
    private readonly ConnectionSpreader _proxy;

    private HurriedCrew(IReadOnlyList<ServiceProgram> gateways, IReadOnlyList<ServiceProgram> others)
    {
        (Gateways, Everybody) = (gateways, [.. gateways, .. others]);
        _proxy = new ConnectionSpreader([.. gateways.Select(gateway => gateway.Address)]);
    }

    /// <summary>The proxy in front of the gateways.</summary>
    public Uri Gateway => _proxy.Address;

    public IReadOnlyList<ServiceProgram> Gateways { get; }

    public IReadOnlyList<ServiceProgram> Everybody { get; }

    /// <summary>Everybody, so that of two alike one is in each half.</summary>
    public IEnumerable<IEnumerable<ServiceProgram>> Waves => Everybody.Index().GroupBy(service => service.Index % 2, service => service.Item);

    public static async Task<HurriedCrew> StartAsync(string nats, int replicas, CancellationToken cancellationToken)
    {
        var (panettiere, fornaio) = (FreePort.Next(), FreePort.Next());
        KeyValuePair<string, string>[] shared = [new("ConnectionStrings__nats", nats), new("Orders__Replicas", replicas.ToString(CultureInfo.InvariantCulture)), new("Orders__AckWaitInSeconds", "5")];
        KeyValuePair<string, string>[] colleagues = [new("Maestro__PanettiereClient__Address", $"dns:///127.0.0.1:{panettiere}"), new("Maestro__FornaioClient__Address", $"dns:///127.0.0.1:{fornaio}"), .. shared];
        var gateways = new[] { StartGateway(shared), StartGateway(shared) };
        var crew = new HurriedCrew(gateways,
        [
            Start("Panettiere", panettiere, shared), Start("Fornaio", fornaio, shared), Start("Fattorino", FreePort.Next(), shared),
            Start("Maestro", FreePort.Next(), colleagues), Start("Maestro", FreePort.Next(), colleagues),
        ]);
        try
        {
            await Task.WhenAll(crew.Everybody.Select(service => service.ProbeAsync("/alive", cancellationToken)));
            await Task.WhenAll(gateways.Select(gateway => gateway.ProbeAsync("/health", cancellationToken)));
            return crew;
        }
        catch
        {
            await crew.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service other than the gateway, with luck and time of a test's.</summary>
    public static ServiceProgram Start(string project, int grpc, IEnumerable<KeyValuePair<string, string>> environment, string? hosts = null, string at = "127.0.0.1")
    {
        var http = FreePort.Next();
        return ServiceProgram.Start(project, http,
            [new("TimeScale", "100"), new("Kestrel__Endpoints__http__Url", $"http://127.0.0.1:{http}"), new("Kestrel__Endpoints__grpc__Url", $"http://{at}:{grpc}"), .. environment], hosts);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        foreach (var service in Everybody)
            await service.DisposeAsync();
    }

    private static ServiceProgram StartGateway(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var port = FreePort.Next();
        return ServiceProgram.Start("PaddockGateway", port, [new("ASPNETCORE_HTTP_PORTS", port.ToString(CultureInfo.InvariantCulture)), .. environment]);
    }
}
