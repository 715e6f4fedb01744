using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.PaddockGateway.Crew;
using BoxBox.PaddockGateway.Ordering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>The gateway as it is, on a real Kestrel at a port of its own; over a stream in memory, or over a NATS server.</summary>
internal sealed class GatewayHost : WebApplicationFactory<OrderDesk>
{
    private readonly string _natsUrl;
    private readonly FakeStream? _stream;
    private readonly TimeProvider _time;
    private readonly (string Name, string Value)[] _settings;

    public GatewayHost(FakeStream stream, TimeProvider? time = null, params (string Name, string Value)[] settings)
        : this("nats://127.0.0.1:1", stream, time ?? TimeProvider.System, settings)
    {
    }

    public GatewayHost(string natsUrl, params (string Name, string Value)[] settings)
        : this(natsUrl, null, TimeProvider.System, settings)
    {
    }

    public GatewayHost(string natsUrl, TimeProvider time)
        : this(natsUrl, null, time, [])
    {
    }

    private GatewayHost(string natsUrl, FakeStream? stream, TimeProvider time, (string Name, string Value)[] settings)
    {
        (_natsUrl, _stream, _time, _settings) = (natsUrl, stream, time, settings);
        // Not with a port: the factory would set it while the program may be starting already.
        UseKestrel();
    }

    /// <summary>Healthy while the stream in memory is not away; else it is as healthy as the NATS that it does not have.</summary>
    public bool IsHealthyAsItsStream { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:nats", _natsUrl);
        foreach (var (name, value) in _settings)
            builder.UseSetting(name, value);

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(_time));
            if (_stream is null)
                return;

            services.Replace(ServiceDescriptor.Singleton<IOrderPublisher>(_stream));
            services.Replace(ServiceDescriptor.Singleton<IOrderHistory>(_stream));
            services.Replace(ServiceDescriptor.Singleton<ILedgerStore>(_stream.Ledgers));
            if (IsHealthyAsItsStream)
            {
                services.PostConfigure<HealthCheckServiceOptions>(health =>
                    health.Registrations.Single(check => check.Name == "nats").Factory = _ => new StreamHealth(_stream));
            }

            // These need NATS itself.
            foreach (var needsNats in new[] { typeof(CrewVoice), typeof(CrewListener) })
                services.Remove(services.Single(service => service.ImplementationType == needsNats));
            services.Remove(services.Single(service => service.ImplementationFactory is Func<IServiceProvider, StreamSetup>));
        });
    }

    private sealed class StreamHealth(FakeStream stream) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(stream.IsAway ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
