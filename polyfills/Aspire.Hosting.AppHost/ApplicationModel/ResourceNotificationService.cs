using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of every resource: who changes it, who follows it, who waits for it.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> watchers = [];
    private readonly CancellationTokenSource ending = new();
    private readonly ILogger<ResourceNotificationService> logger;
    private readonly IServiceProvider services;
    private readonly ResourceLoggerService loggers;

    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        this.logger = logger;
        services = serviceProvider;
        loggers = resourceLoggerService;
        hostApplicationLifetime.ApplicationStopping.Register(ending.Cancel);
    }

    private WaitBehavior DefaultWaitBehavior =>
        services.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.WaitOnResourceUnavailable;

    /// <summary>Publishes a new state of a resource, of each of its processes.</summary>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in InstancesAnnotation.IdsOf(resource))
        {
            await PublishUpdateAsync(resource, id, stateFactory).ConfigureAwait(false);
        }
    }

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        string? before, after;
        lock (gate)
        {
            var previous = current.TryGetValue(resourceId, out var known) ? known.Snapshot : Snapshots.Initial(resource);
            var snapshot = Snapshots.WithCommands(stateFactory(previous), resource, services);
            var update = current[resourceId] = new ResourceEvent(resource, resourceId, snapshot);
            watchers.ForEach(watcher => watcher.Writer.TryWrite(update));
            (before, after) = (previous.State?.Text, snapshot.State?.Text);
        }

        if (before != after)
        {
            Log.StateChanged(logger, resourceId, before ?? "(none)", after ?? "(none)");
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (gate)
        {
            return current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>The current state of every resource, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        var updates = Channel.CreateUnbounded<ResourceEvent>();
        lock (gate)
        {
            foreach (var known in current.Values)
            {
                updates.Writer.TryWrite(known);
            }

            watchers.Add(updates);
        }

        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(updates);
            }
        }
    }

    /// <param name="resourceName">The resource's name, or the id of one of its processes.</param>
    /// <param name="targetState">Default Running.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken).ConfigureAwait(false);

    /// <returns>The state that was reached.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, e => e.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var update in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            var isMeant = string.Equals(update.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase)
                || string.Equals(update.ResourceId, resourceName, StringComparison.OrdinalIgnoreCase);
            if (isMeant && predicate(update))
            {
                return update;
            }
        }

        throw new OperationCanceledException($"The operation was canceled while waiting for resource '{resourceName}'.", cancellationToken);
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until the resource runs, is healthy, and everyone who subscribed to its readiness is done.</summary>
    /// <exception cref="DistributedApplicationException">It ended, and <paramref name="waitBehavior"/> says not to wait for its return.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var update = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot is { HealthStatus: Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, Ready: not null }
                || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsTerminal(e)),
            cancellationToken).ConfigureAwait(false);
        if (update.Snapshot.Ready is not { } ready || IsTerminal(update))
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy: it is in the state '{update.Snapshot.State?.Text}'.");
        }

        await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        return update;
    }

    /// <summary>Waits for everything that the resource was told to wait for.</summary>
    /// <exception cref="DistributedApplicationException">A dependency failed.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new DependencyWait(this, loggers.GetLogger(resource), DefaultWaitBehavior).WaitAsync(resource, cancellationToken);
    }

    public void Dispose()
    {
        ending.Cancel();
        GC.SuppressFinalize(this);
    }

    internal static bool IsTerminal(ResourceEvent update) =>
        update.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}
