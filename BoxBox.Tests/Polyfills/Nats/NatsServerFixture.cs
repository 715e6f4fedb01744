using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

/// <summary>One server for the tests of a class. Each test takes subjects of its own.</summary>
public sealed class NatsServerFixture : IAsyncLifetime
{
    private NatsServerProcess? _server;

    public NatsServerProcess Server => _server!;

    public async ValueTask InitializeAsync() => _server = await NatsServerProcess.StartAsync();

    public NatsConnection Connect(Func<NatsOpts, NatsOpts>? configure = null)
    {
        var options = NatsOpts.Default with { Url = Server.Url };
        return new NatsConnection(configure?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
