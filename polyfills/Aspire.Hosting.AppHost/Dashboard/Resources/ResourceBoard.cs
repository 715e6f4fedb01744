using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>How every resource stands now.</summary>
internal sealed class ResourceBoard(ResourceNotificationService notifications)
{
    private readonly ConcurrentDictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);

    public Changes Changes { get; } = new();

    /// <summary>By name; without those that are meant to stay out of sight.</summary>
    public IReadOnlyList<ResourceEvent> All =>
        [.. current.Values.Where(resource => !resource.Snapshot.IsHidden).OrderBy(resource => resource.ResourceId, StringComparer.OrdinalIgnoreCase)];

    /// <param name="name">The id of one replica; or the name of a resource, which finds its first one.</param>
    public ResourceEvent? Find(string name) =>
        current.GetValueOrDefault(name) ?? All.FirstOrDefault(resource => string.Equals(resource.Resource.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Follows the resources until told to stop.</summary>
    /// <param name="onUpdate">Is told of each update, in their order.</param>
    public async Task FollowAsync(Action<ResourceEvent> onUpdate, CancellationToken cancellationToken)
    {
        await foreach (var update in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            current[update.ResourceId] = update;
            onUpdate(update);
            Changes.Notify();
        }
    }
}
