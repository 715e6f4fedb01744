namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel's calls behave (gRPC's service config).</summary>
public sealed class ServiceConfig : ConfigObject
{
    public ServiceConfig()
    {
    }

    public IList<LoadBalancingConfig> LoadBalancingConfigs => List<LoadBalancingConfig>("loadBalancingConfig");

    public IList<MethodConfig> MethodConfigs => List<MethodConfig>("methodConfig");

    /// <summary>Stops retries while most calls fail. None: retries are never throttled.</summary>
    public RetryThrottlingPolicy? RetryThrottling
    {
        get => Get<RetryThrottlingPolicy>("retryThrottling");
        set => Set("retryThrottling", value);
    }
}
