using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The processes of a resource.</summary>
internal sealed class InstancesAnnotation(IReadOnlyList<ResourceInstance> instances) : IResourceAnnotation
{
    public IReadOnlyList<ResourceInstance> Instances { get; } = instances;

    /// <returns>The ids under which a resource's states and logs are kept; its name where it is no process.</returns>
    public static IReadOnlyList<string> IdsOf(IResource resource) =>
        resource.Annotations.OfType<InstancesAnnotation>().LastOrDefault() is { Instances.Count: > 0 } annotation
            ? [.. annotation.Instances.Select(instance => instance.Id)]
            : [resource.Name];
}
