namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project, run from its build output.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource
{
    internal HashSet<EndpointAnnotation> KestrelEndpoints { get; } = [];

    internal Func<EndpointAnnotation, bool> EndpointInEnvironment { get; set; } = _ => true;
}
