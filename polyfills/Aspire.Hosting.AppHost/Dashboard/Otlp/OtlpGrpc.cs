using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>OTLP/gRPC: the same three requests, and gRPC's status where one is refused.</summary>
internal static class OtlpGrpc
{
    public static void AddOtlpGrpc(this IServiceCollection services, OtlpReceiver receiver, OtlpApiKey key)
    {
        services.AddGrpc(options => options.MaxReceiveMessageSize = OtlpHttpEndpoints.RequestLimit);
        services.AddSingleton(receiver);
        services.AddSingleton(key);
    }

    public static void MapOtlpGrpc(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<TraceGrpc>();
        routes.MapGrpcService<LogsGrpc>();
        routes.MapGrpcService<MetricsGrpc>();
    }

    /// <exception cref="RpcException">UNAUTHENTICATED without the key; INVALID_ARGUMENT where nothing in the request was any good.</exception>
    public static T Answer<T>(ServerCallContext context, OtlpApiKey key, Func<(Received Outcome, T Answer)> receive)
    {
        if (!key.Fits(context.RequestHeaders.GetValue(OtlpApiKey.Header)))
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unauthenticated, $"The header {OtlpApiKey.Header} must carry the dashboard's API key."));
        }

        var (outcome, answer) = receive();
        return outcome.IsBadData ? throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, outcome.Problem)) : answer;
    }
}
