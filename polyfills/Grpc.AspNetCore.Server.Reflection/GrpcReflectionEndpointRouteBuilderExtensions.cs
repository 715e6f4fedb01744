using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC server reflection.</summary>
public static class GrpcReflectionEndpointRouteBuilderExtensions
{
    /// <summary>Serves versions v1alpha and v1 of the protocol.</summary>
    /// <exception cref="InvalidOperationException">AddGrpcReflection was not called.</exception>
    public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isService = builder.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!isService.IsService(typeof(ReflectionAnswers)))
            throw new InvalidOperationException("gRPC reflection needs AddGrpcReflection() to be called on the application's services.");

        return new BothVersions(builder.MapGrpcService<ReflectionV1AlphaService>(), builder.MapGrpcService<ReflectionV1Service>());
    }

    private sealed class BothVersions(IEndpointConventionBuilder alpha, IEndpointConventionBuilder v1) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
            alpha.Add(convention);
            v1.Add(convention);
        }

        public void Finally(Action<EndpointBuilder> finallyConvention)
        {
            alpha.Finally(finallyConvention);
            v1.Finally(finallyConvention);
        }
    }
}
