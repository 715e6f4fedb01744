using System.Diagnostics;
using BoxBox.ServiceDefaults.Telemetry;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
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

    /// <summary>Tells a call's span whose order it is about, from the request's <c>order_id</c>: before anything else, so that a call that fails early has it, too.</summary>
    private sealed class OrderIdOfRequest : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            if (request is IMessage message && message.Descriptor.FindFieldByName("order_id")?.Accessor.GetValue(message) is string { Length: > 0 and <= FieldRules.LongestOrderId } id)
                Activity.Current?.SetTag(OrderSpans.OrderId, id);
            return continuation(request, context);
        }
    }
}
