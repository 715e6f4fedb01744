using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource when the other one runs and all its health checks are good.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, null);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, null);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts the resource when the other one has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitForCompletion, null, exitCode);

    /// <summary>Leaves the resource stopped until someone executes its start command.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation());
    }

    /// <param name="builder">The resource.</param>
    /// <param name="key">The name of a health check in the app host's services.</param>
    /// <exception cref="DistributedApplicationException">The resource has this check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(h => h.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Healthy while GET of <paramref name="path"/> answers with <paramref name="statusCode"/>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Default <c>/</c>.</param>
    /// <param name="statusCode">Default 200.</param>
    /// <param name="endpointName">Default the https endpoint, else the http one.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHttpHealthCheck(endpointName is null ? null : () => builder.GetEndpoint(endpointName), path, statusCode);
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resource;
        var endpoint = (endpointSelector ?? (() => HttpEndpointOf(resource)))();
        path ??= "/";
        var status = statusCode ?? 200;
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((_, _) => endpoint is { Exists: true, IsHttp: false, IsHttps: false }
            ? throw new DistributedApplicationException($"The endpoint '{endpoint.EndpointName}' on resource '{resource.Name}' was not an HTTP or HTTPS endpoint: a health check cannot ask it.")
            : Task.CompletedTask);

        var key = $"{resource.Name}_{endpoint.EndpointName}_{path}_{status}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new EndpointHealthCheck(endpoint, path, status), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference HttpEndpointOf(IResourceWithEndpoints resource) =>
        resource.GetEndpoints().FirstOrDefault(e => e.Scheme == "https") ?? resource.GetEndpoints().FirstOrDefault(e => e.Scheme == "http")
        ?? throw new DistributedApplicationException($"Could not create HTTP health check for resource '{resource.Name}' as no endpoint was found matching one of the specified schemes: https, http");

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType waitType, WaitBehavior? behavior, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        if (builder.Resource as IResource == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for itself.");
        }

        if (builder.Resource is IResourceWithParent { Parent: var parent } && parent == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for its parent '{dependency.Resource.Name}'.");
        }

        return builder.WithRelationship(dependency.Resource, "WaitFor")
            .WithAnnotation(new WaitAnnotation(dependency.Resource, waitType, exitCode) { WaitBehavior = behavior });
    }
}
