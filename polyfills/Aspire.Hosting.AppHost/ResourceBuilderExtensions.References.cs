using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        connectionName ??= resource.Name;
        var flags = InjectionOf(builder.Resource);
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                var prefix = connectionName.Length == 0 ? "" : ResourceNames.ForEnvironment(connectionName).ToUpperInvariant() + "_";
                foreach (var (property, value) in resource.GetConnectionProperties())
                {
                    context.EnvironmentVariables[prefix + property.ToUpperInvariant()] = value;
                }
            }
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpointsOf(source.Resource, null, null);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpointsOf(source.Resource, null, name);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithEndpointsOf(endpointReference.Resource, endpointReference.EndpointName, null);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException("The uri for service reference must be absolute, and its path must be \"/\".");
        }

        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString()).WithEnvironment(ResourceNames.ForEnvironment(name), uri.ToString());
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(externalService);
        var uri = externalService.Resource.Uri!;
        var name = externalService.Resource.Name;
        return builder.WithReferenceRelationship(externalService.Resource)
            .WithEnvironment($"services__{name}__{uri.Scheme}__0", uri.ToString())
            .WithEnvironment(ResourceNames.ForEnvironment(name).ToUpperInvariant(), uri.ToString());
    }

    /// <summary>Which kinds of variables the references of this resource set; to be called before them.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags));
    }

    private static IResourceBuilder<T> WithEndpointsOf<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? serviceName)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var references = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(r => r.Resource == source);
        if (references is null)
        {
            references = new EndpointReferenceAnnotation(source, serviceName ?? source.Name);
            builder.WithAnnotation(references);
            builder.WithEnvironment(context => Publish(context, references));
        }

        if (endpointName is null)
        {
            references.UseAllEndpoints = true;
        }
        else
        {
            references.EndpointNames.Add(endpointName);
        }

        return builder.WithReferenceRelationship(source);
    }

    // As .NET's service discovery reads it (services__<name>__<scheme>__<n>), and plainly for everyone else (<NAME>_<ENDPOINT>).
    private static void Publish(EnvironmentCallbackContext context, EndpointReferenceAnnotation references)
    {
        var flags = InjectionOf(context.Resource);
        var wanted = references.Resource.GetEndpoints().Where(e => references.UseAllEndpoints || references.EndpointNames.Contains(e.EndpointName));
        foreach (var endpoint in wanted)
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                var name = $"{ResourceNames.ForEnvironment(references.ServiceName)}_{ResourceNames.ForEnvironment(endpoint.EndpointName)}";
                context.EnvironmentVariables[name.ToUpperInvariant()] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                var prefix = $"services__{references.ServiceName}__{endpoint.Scheme}__";
                var index = 0;
                while (context.EnvironmentVariables.ContainsKey(prefix + index.ToString(CultureInfo.InvariantCulture)))
                {
                    index++;
                }

                context.EnvironmentVariables[prefix + index.ToString(CultureInfo.InvariantCulture)] = endpoint;
            }
        }
    }

    private static ReferenceEnvironmentInjectionFlags InjectionOf(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;
}
