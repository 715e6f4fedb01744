using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Maps each method that a generated BindService names to the service type's method of that name.</summary>
internal sealed class ServiceMethodBinder<TService>(IEndpointRouteBuilder routes, MethodOptions options, ILogger logger) : ServiceBinderBase
    where TService : class
{
    private readonly ServiceActivator<TService> _activator = new(options.SuppressCreatingService);
    private readonly InterceptorPipeline _interceptors = new(options.Interceptors);

    public List<IEndpointConventionBuilder> Endpoints { get; } = [];

    public List<IMethod> Methods { get; } = [];

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var (call, found) = Find<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = _interceptors.Around<TRequest, TResponse>(async (request, context) =>
        {
            await using var service = _activator.Create(context);
            return await call(service.Instance, request, context);
        });
        Map(method, found, new UnaryCallHandler<TRequest, TResponse>(method, options, logger, invoke).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (call, found) = Find<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = _interceptors.Around<TRequest, TResponse>(async (IAsyncStreamReader<TRequest> requests, ServerCallContext context) =>
        {
            await using var service = _activator.Create(context);
            return await call(service.Instance, requests, context);
        });
        Map(method, found, new ClientStreamingCallHandler<TRequest, TResponse>(method, options, logger, invoke).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (call, found) = Find<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = _interceptors.Around<TRequest, TResponse>(async (TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
        {
            await using var service = _activator.Create(context);
            await call(service.Instance, request, responses, context);
        });
        Map(method, found, new ServerStreamingCallHandler<TRequest, TResponse>(method, options, logger, invoke).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (call, found) = Find<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = _interceptors.Around<TRequest, TResponse>(
            async (IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            {
                await using var service = _activator.Create(context);
                await call(service.Instance, requests, responses, context);
            });
        Map(method, found, new DuplexStreamingCallHandler<TRequest, TResponse>(method, options, logger, invoke).HandleAsync);
    }

    private static (TDelegate Call, MethodInfo Found) Find<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate
    {
        var found = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService).FullName} has no method {method.Name} that serves {method.FullName}.");
        return (found.CreateDelegate<TDelegate>(), found);
    }

    private void Map(IMethod method, MethodInfo found, RequestDelegate handler)
    {
        Methods.Add(method);
        var endpoint = routes.Map(method.FullName, handler);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            foreach (var attribute in typeof(TService).GetCustomAttributes(inherit: true).Concat(found.GetCustomAttributes(inherit: true)))
                builder.Metadata.Add(attribute);
            builder.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
        });
        Endpoints.Add(endpoint);
    }
}
