using System.Reflection;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The endpoints of one service: its methods, and UNIMPLEMENTED for what it does not have.</summary>
internal static class ServiceEndpoints<TService>
    where TService : class
{
    public static GrpcServiceEndpointConventionBuilder Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var mapped = services.GetService<MappedServices>()
            ?? throw new InvalidOperationException("gRPC services need AddGrpc() to be called on the application's services.");
        var options = MethodOptions.Merge(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value, services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");

        var binder = new ServiceMethodBinder<TService>(routes, options, logger);
        Bind(binder);
        if (!options.IgnoreUnknownServices && !mapped.Any)
            binder.Endpoints.Add(MapUnimplemented(routes, "{unimplementedService}", "Unimplemented service", "Service is unimplemented."));
        foreach (var method in binder.Methods.DistinctBy(method => method.ServiceName).Where(mapped.Add))
        {
            if (!options.IgnoreUnknownMethods)
                binder.Endpoints.Add(MapUnimplemented(routes, method.ServiceName, $"Unimplemented method for {method.ServiceName}", "Method is unimplemented."));
        }

        return new GrpcServiceEndpointConventionBuilder(binder.Endpoints);
    }

    /// <summary>Lets the generated code of the service's base class name the methods.</summary>
    private static void Bind(ServiceBinderBase binder)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute) continue;

            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException($"{attribute.BindType.FullName} has no method {attribute.BindMethodName}(ServiceBinderBase, {type.Name}).");
            bind.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
            return;
        }

        throw new InvalidOperationException($"{typeof(TService).FullName} is no gRPC service: it does not derive from a generated service base class.");
    }

    private static IEndpointConventionBuilder MapUnimplemented(IEndpointRouteBuilder routes, string service, string displayName, string detail)
    {
        var endpoint = routes.Map($"{service}/{{unimplementedMethod:{GrpcContentTypeConstraint.Name}}}", context =>
        {
            context.Response.ContentType = GrpcContentType.Value;
            ResponseStatus.Send(context.Response, new Status(StatusCode.Unimplemented, detail), null);
            return Task.CompletedTask;
        });
        endpoint.Add(builder => builder.DisplayName = $"gRPC - {displayName}");
        return endpoint;
    }
}
