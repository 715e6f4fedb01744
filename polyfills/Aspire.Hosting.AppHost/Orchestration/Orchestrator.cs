using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts the resources in the order of their dependencies, and stops them in the opposite one.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceUrls urls, EndpointAllocator allocator,
    AppHostInfo appHost, IServiceProvider services, TimeProvider time, ILogger<Orchestrator> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<IResource, InstanceRunner[]> runners = [];
    private ResourceInstance[] instances = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        Prepare();
        foreach (var resource in model.Resources.ToArray())
        {
            await IntroduceAsync(resource, either.Token).ConfigureAwait(false);
        }

        try
        {
            await Task.WhenAll(model.Resources.ToArray().Select(resource => BeginAsync(resource, either.Token))).ConfigureAwait(false);
            await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Told to stop while still starting: StopAsync ends what was started.
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        var remaining = runners.Keys.ToList();
        while (remaining.Count > 0)
        {
            // Whom nobody needs any more; where they need each other in a circle, all of them.
            var needed = remaining.SelectMany(DependenciesOf).ToHashSet();
            var next = remaining.Where(resource => !needed.Contains(resource)).ToArray() is { Length: > 0 } free ? free : [.. remaining];
            await Task.WhenAll(next.SelectMany(resource => runners[resource]).Select(runner => StopAsync(runner, cancellationToken))).ConfigureAwait(false);
            remaining.RemoveAll(next.Contains);
        }
    }

    /// <summary>Starts one process, as its start command does. One that waits for others stops waiting.</summary>
    public async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        var runner = Find(id);
        var wasWaiting = false;
        await notifications.PublishUpdateAsync(runner.Instance.Resource, id, s =>
        {
            wasWaiting = s.State?.Text == KnownResourceStates.Waiting;
            return wasWaiting ? s with { State = KnownResourceStates.Starting } : s;
        }).ConfigureAwait(false);
        if (!wasWaiting)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
            await StartAsync(runner.Instance.Resource, [runner], either.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Stops one process, as its stop command does.</summary>
    public Task StopAsync(string id, CancellationToken cancellationToken) => Find(id).StopAsync(cancellationToken);

    private static async Task StopAsync(InstanceRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            await runner.StopAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // No time is left for an orderly end.
            runner.Kill();
        }
    }

    public void Dispose()
    {
        stopping.Dispose();
        foreach (var runner in runners.Values.SelectMany(own => own))
        {
            runner.Dispose();
        }
    }

    private void Prepare()
    {
        var specs = new ProcessSpecs(appHost, execution);
        foreach (var resource in model.Resources.ToArray())
        {
            var isProcess = resource is ProjectResource or ExecutableResource;
            ResourceInstance[] own = isProcess ? [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(index => new ResourceInstance(resource, index))] : [];
            var ownRunners = own.Select(instance => new InstanceRunner(instance, specs, notifications, loggers, eventing, services, time, logger)).ToArray();
            if (isProcess)
            {
                resource.Annotations.Add(new InstancesAnnotation(own));
                runners[resource] = ownRunners;
            }

            allocator.Allocate(resource, own, instance => ownRunners.Any(runner => runner.Instance == instance && runner.IsLive));
        }

        instances = [.. runners.Values.SelectMany(own => own).Select(runner => runner.Instance)];
    }

    private async Task IntroduceAsync(IResource resource, CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(resource, s => s with { CreationTimeStamp = time.GetUtcNow().UtcDateTime }).ConfigureAwait(false);
        if (resource is IResourceWithEndpoints)
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken).ConfigureAwait(false);
        }

        await urls.PublishAsync(resource, cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAsync(IResource resource, CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), cancellationToken).ConfigureAwait(false);
        if (runners.TryGetValue(resource, out var own))
        {
            if (resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            {
                await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.NotStarted }).ConfigureAwait(false);
            }
            else
            {
                await StartAsync(resource, own, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (resource is ParameterResource parameter)
        {
            await PublishValueAsync(parameter, cancellationToken).ConfigureAwait(false);
        }
        else if (resource is ConnectionStringResource or ExternalServiceResource)
        {
            await PublishConnectionStringAsync(resource, cancellationToken).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running }).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(IResource resource, IReadOnlyCollection<InstanceRunner> own, CancellationToken cancellationToken)
    {
        try
        {
            await WaitForDependenciesAsync(resource, own, cancellationToken).ConfigureAwait(false);
            await PublishConnectionStringAsync(resource, cancellationToken).ConfigureAwait(false);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken).ConfigureAwait(false);
            if (allocator.FailureOf(resource) is { } failure)
            {
                throw new DistributedApplicationException(failure);
            }

            await Task.WhenAll(own.Select(runner => runner.StartAsync(instances, cancellationToken))).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One resource that cannot start does not end the others: its state and the log say what is wrong.
            await Task.WhenAll(own.Select(runner => runner.FailAsync(error.Message))).ConfigureAwait(false);
        }
    }

    // The start command of a waiting resource takes it out of the state Waiting: then it starts all the same.
    private async Task WaitForDependenciesAsync(IResource resource, IReadOnlyCollection<InstanceRunner> own, CancellationToken cancellationToken)
    {
        if (!resource.HasAnnotationOfType<WaitAnnotation>() || own.Count == 0)
        {
            return;
        }

        foreach (var runner in own)
        {
            await notifications.PublishUpdateAsync(resource, runner.Instance.Id, s => s with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = notifications.WaitForDependenciesAsync(resource, either.Token);
        var forced = notifications.WaitForResourceAsync(
            resource.Name, e => e.Snapshot.State?.Text == KnownResourceStates.Starting && own.Any(runner => runner.Instance.Id == e.ResourceId), either.Token);
        try
        {
            await (await Task.WhenAny(ready, forced).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task PublishConnectionStringAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithConnectionString withConnectionString)
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken).ConfigureAwait(false);
            var value = await withConnectionString.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(resource, s => With(s, new(CustomResourceKnownProperties.ConnectionString, value) { IsSensitive = true })).ConfigureAwait(false);
        }
    }

    private async Task PublishValueAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            var value = await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(parameter, s => With(s, new("Value", value) { IsSensitive = parameter.Secret }) with { State = KnownResourceStates.Running }).ConfigureAwait(false);
        }
        catch (MissingParameterValueException error)
        {
            Log.FailedToStart(logger, parameter.Name, error.Message);
            await notifications.PublishUpdateAsync(parameter, s => s with { State = new ResourceStateSnapshot("Value missing", KnownResourceStateStyles.Warn) }).ConfigureAwait(false);
        }
    }

    private static CustomResourceSnapshot With(CustomResourceSnapshot snapshot, ResourcePropertySnapshot property) =>
        snapshot with { Properties = [.. snapshot.Properties.Where(p => p.Name != property.Name), property] };

    private static IEnumerable<IResource> DependenciesOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type is "Reference" or "Parent").Select(r => r.Resource))
            .Where(dependency => dependency != resource);

    private InstanceRunner Find(string id) =>
        runners.Values.SelectMany(own => own).FirstOrDefault(runner => string.Equals(runner.Instance.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"Resource '{id}' is no process of this application.");
}
