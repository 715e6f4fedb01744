using System.Net;
using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.Protos.Panettiere;
using BoxBox.ServiceDefaults;
using BoxBox.ServiceDefaults.People;
using BoxBox.Tests.People;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Panettiere;

/// <summary>The whole Panettiere on loopback ports, as his Program builds him, under a clock and dice of the test's.</summary>
internal sealed class PanettiereHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private PanettiereHost(WebApplication app, WatchedTime time)
    {
        (_app, Time) = (app, time);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        _channel = GrpcChannel.ForAddress(app.Urls.Last());
        Client = new PanettiereService.PanettiereServiceClient(_channel);
        Health = new Health.HealthClient(_channel);
    }

    public WatchedTime Time { get; }

    public HttpClient Http { get; }

    public PanettiereService.PanettiereServiceClient Client { get; }

    public Health.HealthClient Health { get; }

    public GrpcChannel Channel => _channel;

    public Bench Bench => _app.Services.GetRequiredService<Bench>();

    public static async Task<PanettiereHost> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var time = new WatchedTime();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2);
        });
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Random>(new FixedDice(0.5));
        builder.AddPeople();
        builder.AddPanettiere();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapPanettiere();
        await app.StartAsync();
        return new PanettiereHost(app, time);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
