using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes a registered interceptor for one call: from the request's services where it is there and needs no arguments, or else with its constructor.</summary>
internal sealed class InterceptorActivator(InterceptorRegistration registration)
{
    private readonly ObjectFactory _factory = ActivatorUtilities.CreateFactory(registration.Type, [.. registration.Arguments.Select(argument => argument.GetType())]);

    public Activation<Interceptor> Create(ServerCallContext context)
    {
        var services = context.GetHttpContext().RequestServices;
        return registration.Arguments.Count == 0 && services.GetService(registration.Type) is Interceptor registered
            ? new Activation<Interceptor>(registered, Owned: false)
            : new Activation<Interceptor>((Interceptor)_factory(services, [.. registration.Arguments]), Owned: true);
    }
}
