using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Places in variables and arguments that differ from replica to replica; filled when one is about to start.</summary>
internal static class InstanceTemplate
{
    public const string InstanceId = "{{- index .Annotations \"otel-service-instance-id\" -}}";
    public const string ReplicaIndex = "{{- index .Annotations \"resource-replica-index\" -}}";
    public const string ServiceName = "{{- index .Annotations \"otel-service-name\" -}}";

    public static string TargetPort(IResource resource, EndpointAnnotation endpoint) => $"{{{{- portForServing \"{resource.Name}-{endpoint.Name}\" -}}}}";

    /// <param name="text">The text with places.</param>
    /// <param name="instance">The replica that is about to start; ports of other resources are those of their first replica.</param>
    /// <param name="all">Every replica of every resource.</param>
    public static string Fill(string text, ResourceInstance instance, IEnumerable<ResourceInstance> all)
    {
        if (!text.Contains("{{- ", StringComparison.Ordinal))
        {
            return text;
        }

        text = text.Replace(InstanceId, instance.Suffix, StringComparison.Ordinal)
            .Replace(ReplicaIndex, instance.Index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(ServiceName, instance.Resource.Name, StringComparison.Ordinal);
        foreach (var owner in all.Prepend(instance))
        {
            foreach (var (endpoint, port) in owner.TargetPorts)
            {
                text = text.Replace(TargetPort(owner.Resource, endpoint), port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }
        }

        return text;
    }
}
