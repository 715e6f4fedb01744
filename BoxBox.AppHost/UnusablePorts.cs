using System.Net;
using System.Net.Sockets;

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
        return [..
            from resource in builder.Resources
            from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            where !(randomized && endpoint.IsProxied)
            let line = endpoint.Port is { } port ? Judge((open ?? Open)(port), resource, endpoint) : ""
            where line.Length > 0
            select line];
    }

    private static string Judge(SocketError error, IResource resource, EndpointAnnotation endpoint) => error switch
    {
        SocketError.AddressAlreadyInUse => $"Port {endpoint.Port} is taken, {Needed(resource, endpoint)} Stop the program that listens there (ss -ltnp shows it), then start again.{Other(resource, endpoint)}",
        SocketError.AccessDenied => $"Port {endpoint.Port} may not be opened by this user, {Needed(resource, endpoint)} The ports below 1024 are those of root.{Other(resource, endpoint)}",
        _ => "",
    };

    private static string Needed(IResource resource, EndpointAnnotation endpoint) => $"and {resource.Name} needs it for its endpoint '{endpoint.Name}'.";

    private static string Other(IResource resource, EndpointAnnotation endpoint) =>
        resource.Annotations.OfType<PortSetting>().FirstOrDefault(setting => setting.Endpoint == endpoint.Name) is { } setting
            ? $" The setting {setting.Name} names another port."
            : "";

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
