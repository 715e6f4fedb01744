using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Waits for what a resource depends on, each replica of it, and says in the resource's log what for.</summary>
internal sealed class DependencyWait(ResourceNotificationService notifications, ILogger logger, WaitBehavior defaultBehavior)
{
    public async Task WaitAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        // Where one replica starts again, the others run on; and those that have ended wait for nothing, or their own start command would believe that they are on their way.
        await notifications.PublishUpdateAsync(resource, s => IsOnItsOwn(s.State?.Text) ? s : s with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
        await Task.WhenAll(waits.SelectMany(wait => InstancesAnnotation.IdsOf(wait.Resource).Select(id => WaitAsync(wait, id, cancellationToken)))).ConfigureAwait(false);
    }

    private static bool IsOnItsOwn(string? state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Stopping || KnownResourceStates.TerminalStates.Contains(state);

    private Task WaitAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken) => wait.WaitType switch
    {
        WaitType.WaitForCompletion => WaitForCompletionAsync(wait, id, cancellationToken),
        WaitType.WaitUntilStarted => WaitUntilRunningAsync(wait, id, cancellationToken),
        _ => WaitUntilHealthyAsync(wait, id, cancellationToken),
    };

    private async Task WaitUntilHealthyAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        await WaitUntilRunningAsync(wait, id, cancellationToken).ConfigureAwait(false);
        Log.WaitingUntilHealthy(logger, id);
        var update = await notifications.WaitForResourceAsync(
            id,
            e => e.Snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null } || (Stops(wait) && ResourceNotificationService.IsTerminal(e)),
            cancellationToken).ConfigureAwait(false);
        if (ResourceNotificationService.IsTerminal(update))
        {
            throw Failed(update);
        }

        await update.Snapshot.Ready!.WaitAsync(cancellationToken).ConfigureAwait(false);
        Log.FinishedWaiting(logger, id);
    }

    private async Task WaitUntilRunningAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        Log.WaitingUntilRunning(logger, id);
        var update = await notifications.WaitForResourceAsync(
            id,
            e => e.Snapshot.State?.Text == KnownResourceStates.Running || (Stops(wait) && ResourceNotificationService.IsTerminal(e)),
            cancellationToken).ConfigureAwait(false);
        if (ResourceNotificationService.IsTerminal(update))
        {
            throw Failed(update);
        }
    }

    private async Task WaitForCompletionAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        Log.WaitingForCompletion(logger, id);
        var update = await notifications.WaitForResourceAsync(id, ResourceNotificationService.IsTerminal, cancellationToken).ConfigureAwait(false);
        if (update.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            throw Failed(update);
        }

        if (update.Snapshot.ExitCode is { } exitCode && exitCode != wait.ExitCode)
        {
            throw new DistributedApplicationException($"Resource '{id}' has entered the '{update.Snapshot.State?.Text}' state with exit code '{exitCode}', expected '{wait.ExitCode}'.");
        }

        Log.FinishedWaiting(logger, id);
    }

    private bool Stops(WaitAnnotation wait) => (wait.WaitBehavior ?? defaultBehavior) == WaitBehavior.StopOnResourceUnavailable;

    private static DistributedApplicationException Failed(ResourceEvent update) => new(update.Snapshot.State?.Text == KnownResourceStates.FailedToStart
        ? $"Dependency resource '{update.ResourceId}' failed to start."
        : $"Resource '{update.ResourceId}' has entered the '{update.Snapshot.State?.Text}' state prematurely.");
}
