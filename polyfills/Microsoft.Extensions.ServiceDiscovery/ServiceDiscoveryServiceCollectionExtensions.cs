using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Service discovery over configuration: <c>services:&lt;name&gt;:&lt;endpoint&gt;:&lt;n&gt;</c>.</summary>
public static class ServiceDiscoveryServiceCollectionExtensions
{
    /// <summary>Resolves service names from configuration; a name that it does not know is used as a host name.</summary>
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services) => AddServiceDiscovery(services, _ => { });

    /// <inheritdoc cref="AddServiceDiscovery(IServiceCollection)" />
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services, Action<ServiceDiscoveryOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddOptions();
        services.Configure(configureOptions);
        services.TryAddSingleton<EndpointSelector>();
        return services;
    }
}
