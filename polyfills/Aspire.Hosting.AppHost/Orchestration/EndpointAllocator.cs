using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address before anything starts, and puts the proxies up.</summary>
internal sealed class EndpointAllocator(IConfiguration configuration, TimeProvider time, ILogger<EndpointProxy> logger) : IAsyncDisposable
{
    private readonly List<EndpointProxy> proxies = [];
    private readonly Dictionary<IResource, string> failures = [];

    // Set by Aspire.Hosting.Testing, so that applications can run beside each other.
    private bool RandomizePorts => configuration["DcpPublisher:RandomizePorts"] is { } value && bool.TryParse(value, out var randomize) && randomize;

    /// <param name="resource">The owner of the endpoints.</param>
    /// <param name="instances">Its processes.</param>
    /// <param name="isLive">Whether a process may get connections now.</param>
    public void Allocate(IResource resource, IReadOnlyList<ResourceInstance> instances, Func<ResourceInstance, bool> isLive)
    {
        var mayBeProxied = !resource.TryGetLastAnnotation<ProxySupportAnnotation>(out var proxySupport) || proxySupport.ProxyEnabled;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().ToArray())
        {
            endpoint.IsProxied &= mayBeProxied;
            if (endpoint.IsProxied)
            {
                AllocateProxied(resource, endpoint, instances, isLive);
            }
            else
            {
                AllocateDirect(resource, endpoint, instances);
            }
        }
    }

    /// <returns>Why the resource cannot start; null where it can.</returns>
    public string? FailureOf(IResource resource) => failures.GetValueOrDefault(resource);

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void AllocateProxied(IResource resource, EndpointAnnotation endpoint, IReadOnlyList<ResourceInstance> instances, Func<ResourceInstance, bool> isLive)
    {
        if (endpoint.Protocol != ProtocolType.Tcp)
        {
            failures[resource] = $"The endpoint '{endpoint.Name}' is not TCP, and only TCP is proxied here. Use isProxied: false, or the official Aspire.Hosting.AppHost package.";
            return;
        }

        if (endpoint.TargetPort is not null && instances.Count > 1)
        {
            failures[resource] = $"The endpoint '{endpoint.Name}' has the target port {endpoint.TargetPort}, which {instances.Count} replicas cannot share.";
        }

        foreach (var instance in instances)
        {
            instance.TargetPorts[endpoint] = endpoint.TargetPort ?? PortPool.Next();
        }

        var port = RandomizePorts ? 0 : endpoint.Port ?? 0;
        try
        {
            var proxy = new EndpointProxy(BindAddress.Of(endpoint.TargetHost), port, () => [.. instances.Where(isLive).Select(i => i.TargetPorts[endpoint])], time, logger);
            proxies.Add(proxy);
            port = proxy.Port;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            failures[resource] = TakenPort(endpoint, port);
        }

        Announce(resource, endpoint, port);
    }

    private void AllocateDirect(IResource resource, EndpointAnnotation endpoint, IReadOnlyList<ResourceInstance> instances)
    {
        if (instances.Count > 1)
        {
            failures[resource] = $"The endpoint '{endpoint.Name}' has no proxy, so that {instances.Count} replicas cannot share it.";
        }

        var port = endpoint.Port ?? endpoint.TargetPort ?? PortPool.Next();
        foreach (var instance in instances)
        {
            instance.TargetPorts[endpoint] = endpoint.TargetPort ?? port;
        }

        Announce(resource, endpoint, port);
    }

    /// <summary>A process that is about to listen at a port without a proxy finds it free, or is told by name what is in its way.</summary>
    public static string? TakenPortOf(ResourceInstance instance) => instance.TargetPorts
        .Where(target => target.Key is { IsProxied: false, Protocol: ProtocolType.Tcp } && !PortPool.IsFree(target.Value))
        .Select(target => TakenPort(target.Key, target.Value)).FirstOrDefault();

    private static string TakenPort(EndpointAnnotation endpoint, int port) =>
        $"port {port} of its endpoint '{endpoint.Name}' is taken by another program.";

    private static void Announce(IResource resource, EndpointAnnotation endpoint, int port)
    {
        var (address, mode) = BindAddress.Reached(endpoint.TargetHost);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, address, port, mode, InstanceTemplate.TargetPort(resource, endpoint));
    }
}
