using System.Net;
using Aspire.Hosting.Dashboard.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>A Kestrel of its own on one loopback address, untouched by the AppHost's settings for servers.</summary>
internal static class WebServer
{
    public static WebApplicationBuilder CreateBuilder(Uri address, HttpProtocols protocols, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(new ForwardingLoggerProvider(loggers)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // Whoever starts the server says why it does not start.
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestDecompression();
        // Another name for this address could only come from a page that wants to read what is not its own (DNS rebinding).
        builder.Services.AddHostFiltering(options => options.AllowedHosts = ["localhost", "*.localhost", "127.0.0.1", "[::1]"]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = OtlpHttpEndpoints.RequestLimit;
            Listen(options, address, protocols);
        });
        return builder;
    }

    /// <param name="app">What <see cref="CreateBuilder"/> and the caller made.</param>
    /// <param name="address">Where it is to listen.</param>
    /// <param name="setting">Which setting said so, for the error.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it listens: with the port that the system chose, where port 0 asked for that.</returns>
    /// <exception cref="DistributedApplicationException">The port is taken.</exception>
    public static async Task<Uri> StartAsync(WebApplication app, Uri address, string setting, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new DistributedApplicationException($"Port {address.Port} is taken, and the dashboard needs it ({setting}). Stop the program that listens there (ss -ltnp shows it), then start again.", error);
        }

        return new UriBuilder(address) { Port = new Uri(app.Urls.First()).Port }.Uri;
    }

    private static void Listen(KestrelServerOptions options, Uri address, HttpProtocols protocols)
    {
        void Configure(ListenOptions listen) => listen.Protocols = protocols;
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            options.Listen(ip, address.Port, Configure);
        }
        else if (address.Port == 0)
        {
            options.Listen(IPAddress.Loopback, 0, Configure);
        }
        else
        {
            options.ListenLocalhost(address.Port, Configure);
        }
    }
}
