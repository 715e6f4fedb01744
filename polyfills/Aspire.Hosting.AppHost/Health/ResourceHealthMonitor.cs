using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Checks the health of every resource that runs, as long as it runs.</summary>
internal sealed class ResourceHealthMonitor(
    ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing,
    IServiceProvider services, TimeProvider time, ILogger<ResourceHealthMonitor> logger) : BackgroundService
{
    private readonly Dictionary<IResource, ResourceHealth> watched = [];
    private readonly List<Task> loops = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = new Dictionary<string, (string? State, DateTime? Start)>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await foreach (var update in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                var now = (update.Snapshot.State?.Text, update.Snapshot.StartTimeStamp);
                if (seen.GetValueOrDefault(update.ResourceId) != now && now.Text == KnownResourceStates.Running)
                {
                    HealthOf(update.Resource, stoppingToken).Wake();
                }

                seen[update.ResourceId] = now;
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(loops).ConfigureAwait(false);
        }
    }

    private ResourceHealth HealthOf(IResource resource, CancellationToken stoppingToken)
    {
        if (!watched.TryGetValue(resource, out var health))
        {
            watched[resource] = health = new ResourceHealth(resource, notifications, checks, eventing, services, time, logger);
            loops.Add(health.RunAsync(stoppingToken));
        }

        return health;
    }
}
