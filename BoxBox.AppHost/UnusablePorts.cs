using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost;

/// <summary>Finds, before anything starts, the fixed ports that cannot be opened: said by name here, not found out from a service's crash.</summary>
internal static class UnusablePorts
{
    /// <param name="builder">What is to run.</param>
    /// <param name="open">Tries a port; null: on this machine.</param>
    /// <returns>A line for each port that another program holds, or that this user may not open.</returns>
    public static List<string> Among(IDistributedApplicationBuilder builder, Func<int, SocketError>? open = null)
    {
        // Set by Aspire.Hosting.Testing: then fixed ports of proxied endpoints are not used.
        var randomized = builder.Configuration["DcpPublisher:RandomizePorts"] is "true" or "True";
        open ??= Open;
        return randomized ? [.. OfResources(builder, open, endpoint => !endpoint.IsProxied)] : [.. OfResources(builder, open, _ => true), .. OfTheDashboard(builder.Configuration, open)];
    }

    private static IEnumerable<string> OfResources(IDistributedApplicationBuilder builder, Func<int, SocketError> open, Func<EndpointAnnotation, bool> isFixed) =>
        from resource in builder.Resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where isFixed(endpoint)
        let port = endpoint.Port
        let line = port is null ? null : Judge(open(port.Value), port.Value, $"{resource.Name} needs it for its endpoint '{endpoint.Name}'", SettingOf(resource, endpoint))
        where line is not null
        select line;

    private static IEnumerable<string> OfTheDashboard(ConfigurationManager configuration, Func<int, SocketError> open) =>
        from setting in Settings.DashboardAddresses
        from address in (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let port = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Port : 0
        let line = port > 0 ? Judge(open(port), port, "the dashboard needs it", setting) : null
        where line is not null
        select line;

    private static string? Judge(SocketError error, int port, string needed, string? setting)
    {
        var other = setting is null ? "" : $" The setting {setting} names another port.";
        return error switch
        {
            SocketError.AddressAlreadyInUse => $"Port {port} is taken, and {needed}. Stop the program that listens there (ss -ltnp shows it), then start again.{other}",
            SocketError.AccessDenied => $"Port {port} may not be opened by this user, and {needed}. The ports below 1024 are those of root.{other}",
            _ => null,
        };
    }

    private static string? SettingOf(IResource resource, EndpointAnnotation endpoint) =>
        resource.Annotations.OfType<PortSetting>().FirstOrDefault(setting => setting.Endpoint == endpoint.Name)?.Name;

    private static SocketError Open(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }
}
