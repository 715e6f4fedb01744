using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BoxBox.ServiceDefaults.Calls;

/// <summary>What every gRPC service of Box Box has alike.</summary>
public static class GrpcDefaults
{
    /// <summary>Adds gRPC with server reflection and <c>grpc.health.v1</c>: SERVING for the service by its full name, and as a whole.</summary>
    /// <returns>To add checks of the service's own.</returns>
    public static IHealthChecksBuilder AddGrpcDefaults(this IServiceCollection services, string service)
    {
        services.AddGrpc(grpc => grpc.Interceptors.Add<CallOfAnOrder>());
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

    /// <summary>Whether it is no retry (gRFC A6): those come within moments, and what is logged of the first try need not be said again.</summary>
    public static bool IsFirstTry(this ServerCallContext call) => call.RequestHeaders.Get("grpc-previous-rpc-attempts") is null;

    /// <summary>
    /// Tells a call's span whose order it is about, from the request's <c>order_id</c>, before anything can fail; and says of work that was broken off why:
    /// CANCELLED or UNAVAILABLE.
    /// </summary>
    private sealed class CallOfAnOrder(IHostApplicationLifetime lifetime) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            var orderId = (request as IMessage)?.Descriptor.FindFieldByName("order_id")?.Accessor.GetValue((IMessage)request);
            if (orderId is string { Length: > 0 and <= FieldRules.LongestOrderId })
                Activity.Current?.SetTag(OrderSpans.OrderId, orderId);
            try
            {
                return await continuation(request, context);
            }
            catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
            {
                throw new RpcException(new Status(StatusCode.Cancelled, "The caller went away, or its deadline passed."));
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "The service stops."));
            }
        }
    }
}
