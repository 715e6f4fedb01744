using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Fixtures.Orders;

/// <summary>The order stream as a service has it, over a NATS server.</summary>
internal sealed class OrderStreamHost : IAsyncDisposable
{
    private readonly IHost _host;

    private OrderStreamHost(IHost host) => _host = host;

    public IOrderPublisher Publisher => _host.Services.GetRequiredService<IOrderPublisher>();

    public IOrderHistory History => _host.Services.GetRequiredService<IOrderHistory>();

    public INatsJSContext JetStream => _host.Services.GetRequiredService<INatsJSContext>();

    public INatsConnection Connection => _host.Services.GetRequiredService<INatsConnection>();

    public IMeterFactory Meters => _host.Services.GetRequiredService<IMeterFactory>();

    public static Task<OrderStreamHost> StartAsync(string natsUrl, params KeyValuePair<string, string?>[] settings) => StartAsync(TimeProvider.System, natsUrl, settings);

    public static async Task<OrderStreamHost> StartAsync(TimeProvider time, string natsUrl, params KeyValuePair<string, string?>[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:nats", natsUrl), .. settings]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.AddOrderStream();
        var host = new OrderStreamHost(builder.Build());
        await host._host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Waits until the stream is there.</summary>
    public async Task<OrderStreamHost> ReadyAsync()
    {
        await Patiently.AskAsync(() => History.PositionAsync(TestContext.Current.CancellationToken));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
