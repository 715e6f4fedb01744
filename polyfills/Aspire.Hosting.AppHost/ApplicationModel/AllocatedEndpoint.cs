using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class AllocatedEndpoint
{
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression)
    {
    }

    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null)
        : this(endpoint, address, port, bindingMode, targetPortExpression, null)
    {
    }

    public AllocatedEndpoint(
        EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode,
        string? targetPortExpression = null, NetworkIdentifier? networkID = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkID ?? endpoint.DefaultNetworkID;
    }

    public EndpointAnnotation Endpoint { get; }
    public string Address { get; }
    public int Port { get; }
    public EndpointBindingMode BindingMode { get; }
    public string? TargetPortExpression { get; }
    public NetworkIdentifier NetworkID { get; }
    public string UriScheme => Endpoint.UriScheme;
    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");
    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}
