using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Echo over real Kestrel on a free loopback port, HTTP/2 without TLS.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private EchoServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        _channel = GrpcChannel.ForAddress(Address);
        Client = new Echo.EchoClient(_channel);
    }

    public Uri Address { get; }

    public Echo.EchoClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public EchoSignals Signals => _app.Services.GetRequiredService<EchoSignals>();

    public static async Task<EchoServer> StartAsync(
        Action<GrpcServiceOptions>? configure = null,
        Action<IServiceCollection>? addServices = null,
        Action<WebApplication>? map = null,
        HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = LoopbackApp.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        builder.Services.AddGrpc(configure ?? (_ => { }));
        builder.Services.AddSingleton<EchoSignals>();
        addServices?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EchoServer(app);
    }

    public Echo.EchoClient CreateClient(GrpcChannelOptions options) => new(GrpcChannel.ForAddress(Address, options));

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
