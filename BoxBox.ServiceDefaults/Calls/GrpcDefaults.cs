using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.ServiceDefaults.Calls;

/// <summary>What every gRPC service of Box Box has alike.</summary>
public static class GrpcDefaults
{
    /// <summary>
    /// Adds gRPC with server reflection and <c>grpc.health.v1</c>: SERVING, for the service and as a whole, while every health check passes.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="service">The full name of the gRPC service, e.g. <c>fornaio.v1.FornaioService</c>.</param>
    /// <returns>To add checks of the service's own.</returns>
    public static IHealthChecksBuilder AddGrpcDefaults(this IServiceCollection services, string service)
    {
        services.AddGrpc(grpc => grpc.Interceptors.Add<OrderIdOfRequest>());
        services.AddGrpcReflection();
        // Health's Watch tells what the publisher last saw.
        services.Configure<HealthCheckPublisherOptions>(options => (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        return services.AddGrpcHealthChecks(options => options.Services.Map(service, _ => true));
    }

    /// <summary>Maps the service, its health and its reflection.</summary>
    public static void MapGrpcDefaults<TService>(this IEndpointRouteBuilder app) where TService : class
    {
        app.MapGrpcService<TService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }
}
