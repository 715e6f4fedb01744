using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One property of an endpoint's address; its value is awaited until the address is allocated.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Property switch
    {
        EndpointProperty.Url => Endpoint.ManifestExpression("url"),
        EndpointProperty.Host or EndpointProperty.IPV4Host => Endpoint.ManifestExpression("host"),
        EndpointProperty.Port => Endpoint.ManifestExpression("port"),
        EndpointProperty.Scheme => Endpoint.ManifestExpression("scheme"),
        EndpointProperty.TargetPort => Endpoint.ManifestExpression("targetPort"),
        EndpointProperty.HostAndPort => $"{Endpoint.ManifestExpression("host")}:{Endpoint.ManifestExpression("port")}",
        EndpointProperty.TlsEnabled => Endpoint.ManifestExpression("tlsEnabled"),
        _ => throw Unknown(),
    };

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        switch (Property)
        {
            case EndpointProperty.Scheme:
                return Endpoint.Scheme;
            case EndpointProperty.TlsEnabled:
                return Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString;
            case EndpointProperty.IPV4Host:
                return "127.0.0.1";
            case EndpointProperty.TargetPort when Endpoint.TargetPort is { } port:
                return port.ToString(CultureInfo.InvariantCulture);
        }

        var network = Endpoint.ContextNetworkID ?? context.Network ?? KnownNetworkIdentifiers.LocalhostNetwork;
        var allocated = await Endpoint.EndpointAnnotation.AllAllocatedEndpoints.GetAllocatedEndpointAsync(network, cancellationToken).ConfigureAwait(false);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            EndpointProperty.TargetPort => allocated.TargetPortExpression,
            _ => throw Unknown(),
        };
    }

    private InvalidOperationException Unknown() => new($"The property '{Property}' is not supported for the endpoint '{Endpoint.EndpointName}'.");
}
