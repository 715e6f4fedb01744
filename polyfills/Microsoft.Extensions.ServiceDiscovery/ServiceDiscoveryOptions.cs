namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Which schemes an endpoint may have.</summary>
public sealed class ServiceDiscoveryOptions
{
    /// <summary>Whether every scheme that an address asks for is allowed; true by default.</summary>
    public bool AllowAllSchemes { get; set; } = true;

    /// <summary>The schemes that are allowed where <see cref="AllowAllSchemes"/> is false.</summary>
    public IList<string> AllowedSchemes { get; set; } = [];

    internal string[] Allowed(string[] asked) =>
        AllowAllSchemes ? asked : [.. asked.Where(scheme => AllowedSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))];
}
