using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Puts the registered interceptors before a method; the first registered sees a call first.</summary>
internal sealed class InterceptorPipeline(IEnumerable<InterceptorRegistration> registrations)
{
    private readonly InterceptorActivator[] _innermostFirst = [.. registrations.Reverse().Select(registration => new InterceptorActivator(registration))];

    public UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(method, (next, activator) => async (request, context) =>
        {
            await using var interceptor = activator.Create(context);
            return await interceptor.Instance.UnaryServerHandler(request, context, next);
        });

    public ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ClientStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(method, (next, activator) => async (requests, context) =>
        {
            await using var interceptor = activator.Create(context);
            return await interceptor.Instance.ClientStreamingServerHandler(requests, context, next);
        });

    public ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ServerStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(method, (next, activator) => async (request, responses, context) =>
        {
            await using var interceptor = activator.Create(context);
            await interceptor.Instance.ServerStreamingServerHandler(request, responses, context, next);
        });

    public DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(DuplexStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(method, (next, activator) => async (requests, responses, context) =>
        {
            await using var interceptor = activator.Create(context);
            await interceptor.Instance.DuplexStreamingServerHandler(requests, responses, context, next);
        });
}
