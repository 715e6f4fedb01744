using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Makes a client over the shared channel of its name.</summary>
internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services, ChannelCache channels, ClientNames names, IOptionsMonitor<GrpcClientFactoryOptions> options) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        if (!names.Has(name, typeof(TClient)))
            throw new InvalidOperationException($"No gRPC client {typeof(TClient).Name} was added under the name '{name}'.");

        var clientOptions = options.Get(name);
        var invoker = channels.GetInvoker(name).Intercept(clientOptions, InterceptorScope.Client, services);
        if (clientOptions.CallOptionsActions.Count > 0)
            invoker = invoker.Intercept(new CallOptionsInterceptor(clientOptions.CallOptionsActions, services));

        return clientOptions.Creator is null
            ? ActivatorUtilities.CreateInstance<TClient>(services, invoker)
            : Created<TClient>(clientOptions.Creator(invoker));
    }

    private static TClient Created<TClient>(object? client)
        where TClient : class => client switch
        {
            TClient expected => expected,
            null => throw new InvalidOperationException($"The configured creator of {typeof(TClient).Name} returned null."),
            _ => throw new InvalidOperationException($"The configured creator of {typeof(TClient).Name} returned a {client.GetType().FullName}."),
        };
}
