using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Lets the configured actions change the options of each call.</summary>
internal sealed class CallOptionsInterceptor(IList<Action<CallOptionsContext>> actions, IServiceProvider services) : ContextInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
    {
        var options = new CallOptionsContext(context.Options, services);
        foreach (var action in actions)
            action(options);
        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options.CallOptions);
    }
}
