namespace Grpc.Net.Client.Configuration;

/// <summary>Calls take turns over the addresses.</summary>
public sealed class RoundRobinConfig() : LoadBalancingConfig(RoundRobinPolicyName);
