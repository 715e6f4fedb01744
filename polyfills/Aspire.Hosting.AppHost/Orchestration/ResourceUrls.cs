using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>The addresses that are shown for a resource: those of its endpoints, then what its callbacks make of them.</summary>
internal sealed class ResourceUrls(ResourceNotificationService notifications, ResourceLoggerService loggers, DistributedApplicationExecutionContext execution)
{
    public async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = await CollectAsync(resource, cancellationToken).ConfigureAwait(false);
        foreach (var old in resource.Annotations.OfType<ResourceUrlAnnotation>().ToArray())
        {
            resource.Annotations.Remove(old);
        }

        urls.ForEach(resource.Annotations.Add);
        await notifications.PublishUpdateAsync(resource, s => s with { Urls = [.. urls.Select(url => SnapshotOf(url, isInactive: url.Endpoint is not null))] }).ConfigureAwait(false);
    }

    /// <summary>Endpoints are shown as active while a process serves them.</summary>
    public static CustomResourceSnapshot WithActivity(CustomResourceSnapshot snapshot, bool isActive) =>
        snapshot with { Urls = [.. snapshot.Urls.Select(url => url.Name is null ? url : url with { IsInactive = !isActive })] };

    private async Task<List<ResourceUrlAnnotation>> CollectAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints withEndpoints)
        {
            urls.AddRange(withEndpoints.GetEndpoints().Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }));
        }

        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(execution, resource, urls, cancellationToken) { Logger = loggers.GetLogger(resource) };
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        foreach (var url in urls.Where(url => url.Url.StartsWith('/') && url.Endpoint is { IsAllocated: true }))
        {
            url.Url = url.Endpoint!.Url + url.Url;
        }

        return urls;
    }

    private static UrlSnapshot SnapshotOf(ResourceUrlAnnotation url, bool isInactive) =>
        new(url.Endpoint?.EndpointName, url.Url, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = isInactive,
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };
}
