namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// What an address asks for: <c>https+http://panettiere</c> is a service with its schemes in order of preference,
/// <c>http://_admin.panettiere</c> its endpoint of that name.
/// </summary>
internal sealed record ServiceAddress(string[] Schemes, string? EndpointName, string Host, int? Port)
{
    /// <summary>The name to look up; an explicit port is part of it, so that plain addresses find no service.</summary>
    public string ServiceName => Port is { } port ? $"{Host}:{port}" : Host;

    public static ServiceAddress Of(Uri uri)
    {
        var (endpoint, host) = uri.Host is ['_', .. var rest] && rest.Split('.', 2) is [{ Length: > 0 } name, { Length: > 0 } service]
            ? (name, service)
            : (null, uri.Host);
        return new(uri.Scheme.Split('+'), endpoint, host, uri.IsDefaultPort || uri.Port < 0 ? null : uri.Port);
    }
}
