using System.Diagnostics.Metrics;
using BoxBox.Fattorino;
using BoxBox.People;
using BoxBox.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Fixtures.Fattorino;

/// <summary>The whole Fattorino on a loopback port, as his Program builds him, over a real NATS; his trips take no time unless the test says so.</summary>
internal sealed class FattorinoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FattorinoHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IOrderPublisher Publisher => _app.Services.GetRequiredService<IOrderPublisher>();

    public IOrderHistory History => _app.Services.GetRequiredService<IOrderHistory>();

    public INatsJSContext JetStream => _app.Services.GetRequiredService<INatsJSContext>();

    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public static async Task<FattorinoHost> StartAsync(string nats, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:nats", nats),
            new("Fattorino:TripDurationInSeconds", "0"),
            new("Fattorino:FetchMaxWaitInSeconds", "1"),
            new("Orders:LongestGiveBackInSeconds", "0.1")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddPeople();
        builder.AddOrderStream();
        builder.AddFattorino();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartOrDisposeAsync();
        return new FattorinoHost(app);
    }

    /// <summary>Ends as on an operator's stop.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
