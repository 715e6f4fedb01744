using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps each method of the service to <c>POST /package.Service/Method</c>.</summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is no gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ServiceEndpoints<TService>.Map(builder);
    }
}
