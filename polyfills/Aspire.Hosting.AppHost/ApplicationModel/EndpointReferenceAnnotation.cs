namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of another resource this one refers to: gathered over several references, turned into variables once.</summary>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource, string serviceName) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;
    public string ServiceName { get; } = serviceName;
    public bool UseAllEndpoints { get; set; }
    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}
