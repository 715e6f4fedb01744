using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes the service for one call: from the request's services, or else with its constructor, and then disposed after the call.</summary>
internal sealed class ServiceActivator<TService>(bool suppressed)
    where TService : class
{
    private static readonly Lazy<ObjectFactory<TService>> Factory = new(() => ActivatorUtilities.CreateFactory<TService>([]));

    public Activation<TService> Create(ServerCallContext context)
    {
        if (suppressed)
            throw new InvalidOperationException($"The options say not to create {typeof(TService).Name}, and no interceptor answered the call.");

        var services = context.GetHttpContext().RequestServices;
        return services.GetService<TService>() is { } registered
            ? new Activation<TService>(registered, Owned: false)
            : new Activation<TService>(Factory.Value(services, []), Owned: true);
    }
}
