using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One process of a resource: a replica, known by an id of its own such as <c>maestro-abcdefgh</c>.</summary>
internal sealed class ResourceInstance(IResource resource, int index)
{
    public IResource Resource { get; } = resource;

    /// <summary>Which of the resource's replicas it is, from 0.</summary>
    public int Index => index;

    public string Suffix { get; } = new(RandomNumberGenerator.GetItems<char>("abcdefghjkmnpqrstuvwxyz", 8));

    public string Id => $"{Resource.Name}-{Suffix}";

    /// <summary>Where this process listens, by endpoint.</summary>
    public Dictionary<EndpointAnnotation, int> TargetPorts { get; } = [];
}
