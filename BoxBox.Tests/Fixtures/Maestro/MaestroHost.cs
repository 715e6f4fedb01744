using BoxBox.Maestro;
using BoxBox.People;
using BoxBox.Protos.Maestro;
using BoxBox.ServiceDefaults;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>The whole Maestro on a loopback port, as his Program builds him, over a real NATS; in a hurry and without breaks.</summary>
internal sealed class MaestroHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private MaestroHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        _channel = GrpcChannel.ForAddress(Address);
        Client = new MaestroService.MaestroServiceClient(_channel);
        Health = new Health.HealthClient(_channel);
    }

    public Uri Address { get; }

    public MaestroService.MaestroServiceClient Client { get; }

    public Health.HealthClient Health { get; }

    public IOrderPublisher Publisher => _app.Services.GetRequiredService<IOrderPublisher>();

    public IOrderHistory History => _app.Services.GetRequiredService<IOrderHistory>();

    public INatsJSContext JetStream => _app.Services.GetRequiredService<INatsJSContext>();

    public static async Task<MaestroHost> StartAsync(string nats, Uri panettiere, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:nats", nats),
            new("Maestro:PanettiereClient:Address", panettiere.ToString()),
            new("Maestro:PanettiereClient:ExponentialBackoffBaseInMilliseconds", "1"),
            new("Maestro:SmokingDurationInSeconds", "0"),
            new("Maestro:LunchDurationInSeconds", "0"),
            new("Maestro:FetchMaxWaitInSeconds", "1"),
            new("Orders:LongestGiveBackInSeconds", "0.1")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2));
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddPeople();
        builder.AddOrderStream();
        builder.AddMaestro();

        var app = builder.Build();
        app.MapMaestro();
        await app.StartOrDisposeAsync();
        return new MaestroHost(app);
    }

    /// <summary>Ends as on an operator's stop.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
