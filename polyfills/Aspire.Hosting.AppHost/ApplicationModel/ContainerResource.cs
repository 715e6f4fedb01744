namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container. Part of the model only: starting one needs the official Aspire.Hosting.AppHost package and a container runtime.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;
}
