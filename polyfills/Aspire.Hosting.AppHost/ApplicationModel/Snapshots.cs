namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource's snapshot begins with, and the parts of it that follow from its annotations.</summary>
internal static class Snapshots
{
    public static CustomResourceSnapshot Initial(IResource resource)
    {
        var snapshot = resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
            ?? new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [] };
        resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon);
        return snapshot with
        {
            IconName = icon?.IconName ?? snapshot.IconName,
            IconVariant = icon?.IconVariant ?? snapshot.IconVariant,
            Relationships = [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type)).Distinct()],
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => new HealthReportSnapshot(h.Key, null, null, null))],
        };
    }

    public static CustomResourceSnapshot WithCommands(CustomResourceSnapshot snapshot, IResource resource, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = services };
        return snapshot with
        {
            Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray().Select(c => new ResourceCommandSnapshot(
                c.Name, c.UpdateState(context), c.DisplayName, c.DisplayDescription, c.Parameter, c.ConfirmationMessage, c.IconName, c.IconVariant, c.IsHighlighted))],
        };
    }

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ContainerResource => "Container",
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        ExternalServiceResource => "ExternalService",
        _ => resource.GetType().Name,
    };
}
