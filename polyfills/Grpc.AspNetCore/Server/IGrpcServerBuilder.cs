using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Goes on with what AddGrpc began.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
