namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks answer for which gRPC service.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>By default the service "" stands for all checks.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>Whether Check answers with what was last published, instead of running the checks.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>Whether watchers are left alone when the application stops, instead of being told NOT_SERVING and ended.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
