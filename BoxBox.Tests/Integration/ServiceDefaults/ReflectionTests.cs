using BoxBox.Tests.Fixtures.Fornaio;
using BoxBox.Tests.Fixtures.Maestro;
using BoxBox.Tests.Fixtures.Panettiere;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;

namespace BoxBox.Tests.Integration.ServiceDefaults;

/// <summary>Who has no proto file can ask each service what it offers.</summary>
public sealed class ReflectionTests
{
    private const string Common = "grpc.health.v1.Health";

    [Fact(Timeout = 60_000)]
    public async Task The_Panettiere_tells_what_he_offers()
    {
        await using var panettiere = await PanettiereHost.StartAsync();

        Assert.Equivalent(new[] { Common, "panettiere.v1.PanettiereService" }, await ServicesAsync(panettiere.Channel));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_Fornaio_tells_what_he_offers()
    {
        await using var fornaio = await FornaioHost.StartAsync();

        Assert.Equivalent(new[] { Common, "fornaio.v1.FornaioService" }, await ServicesAsync(fornaio.Channel));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_Maestro_tells_what_he_offers()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var panettiere = await FakePanettiere.StartAsync();
        await using var maestro = await MaestroHost.StartAsync(nats.Url, panettiere.Address);
        using var channel = GrpcChannel.ForAddress(maestro.Address);

        Assert.Equivalent(new[] { Common, "maestro.v1.MaestroService" }, await ServicesAsync(channel));
    }

    private static async Task<IReadOnlyList<string>> ServicesAsync(GrpcChannel channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, TestContext.Current.CancellationToken);
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }
}
