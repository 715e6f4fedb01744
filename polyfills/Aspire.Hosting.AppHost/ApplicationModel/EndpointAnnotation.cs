using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// An address that a resource offers. <see cref="Port"/> is where others reach it, <see cref="TargetPort"/> where the process listens;
/// with a proxy in between the two differ.
/// </summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? transport;
    private bool portSet;
    private int? port;
    private int? targetPort;

    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
        : this(protocol, null, uriScheme, transport, name, port, targetPort, isExternal, isProxied)
    {
    }

    public EndpointAnnotation(
        ProtocolType protocol, NetworkIdentifier? networkID, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    {
        Protocol = protocol;
        DefaultNetworkID = networkID ?? KnownNetworkIdentifiers.LocalhostNetwork;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Name = name ?? UriScheme;
        ResourceNames.ThrowIfInvalid(Name, "Endpoint");
        this.transport = transport;
        (this.port, portSet) = (port, port is not null);
        this.targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
        AllAllocatedEndpoints.TryAdd(DefaultNetworkID, new ValueSnapshot<AllocatedEndpoint>());
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>Null means allocated at start. Without a proxy there is only one port, so that the target port stands in.</summary>
    public int? Port
    {
        get => port ?? (IsProxied || portSet ? null : targetPort);
        set => (port, portSet) = (value, true);
    }

    public int? TargetPort
    {
        get => targetPort ?? (IsProxied ? null : port);
        set => targetPort = value;
    }

    public string UriScheme { get; set; }

    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    public string Transport
    {
        get => transport ?? (UriScheme is "http" or "https" ? "http" : Protocol == ProtocolType.Udp ? "udp" : "tcp");
        set => transport = value;
    }

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    public bool TlsEnabled { get; set; }

    public NetworkIdentifier DefaultNetworkID { get; }

    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();

    /// <summary>Null until the app host has allocated it.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get
        {
            var snapshot = AllAllocatedEndpoints.Find(DefaultNetworkID);
            return snapshot is { IsValueSet: true } ? snapshot.GetValueAsync().GetAwaiter().GetResult() : null;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(DefaultNetworkID, value);
        }
    }

    internal bool FromLaunchProfile { get; set; }
}
