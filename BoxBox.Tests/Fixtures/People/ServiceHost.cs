using BoxBox.People;
using BoxBox.ServiceDefaults;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace BoxBox.Tests.Fixtures.People;

/// <summary>A whole gRPC service on loopback ports, as its Program builds it, under a clock and dice of the test's.</summary>
internal abstract class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    protected ServiceHost(WebApplication app)
    {
        _app = app;
        Time = (WatchedTime)app.Services.GetRequiredService<TimeProvider>();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Channel = GrpcChannel.ForAddress(app.Urls.Last());
        Health = new Health.HealthClient(Channel);
    }

    public WatchedTime Time { get; }

    public HttpClient Http { get; }

    public GrpcChannel Channel { get; }

    public Health.HealthClient Health { get; }

    public IServiceProvider Services => _app.Services;

    public async Task<ServingStatus> HealthAsync(string service) =>
        (await Health.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: TestContext.Current.CancellationToken)).Status;

    public async Task<HttpStatusCode> HttpAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Ends as on an operator's stop.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    /// <summary>Starts the service; its first address is the one for HTTP/1.1, its last the one for gRPC.</summary>
    protected static async Task<WebApplication> StartAsync(
        Action<IHostApplicationBuilder> add, Action<WebApplication> map, Random dice, IEnumerable<KeyValuePair<string, string?>> settings)
    {
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
        builder.Services.AddSingleton<TimeProvider>(new WatchedTime());
        builder.Services.AddSingleton(dice);
        builder.AddPeople();
        add(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        map(app);
        await app.StartOrDisposeAsync();
        return app;
    }
}
