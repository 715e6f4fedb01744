using System.Net;
using System.Net.Sockets;

namespace BoxBox.AppHost;

/// <summary>Finds, before anything starts, the fixed ports that another program holds: said by name here, not found out from a service's crash.</summary>
internal static class TakenPorts
{
    /// <returns>A line for each taken port.</returns>
    public static List<string> Among(IDistributedApplicationBuilder builder)
    {
        // Set by Aspire.Hosting.Testing: then fixed ports of proxied endpoints are not used.
        var randomized = builder.Configuration["DcpPublisher:RandomizePorts"] is "true" or "True";
        return [..
            from resource in builder.Resources
            from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            where endpoint.Port is not null && !(randomized && endpoint.IsProxied) && IsTaken(endpoint.Port.Value)
            select $"Port {endpoint.Port} is taken, and {resource.Name} needs it for its endpoint '{endpoint.Name}'. Stop the program that listens there (ss -ltnp shows it), then start again."];
    }

    private static bool IsTaken(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }
}
