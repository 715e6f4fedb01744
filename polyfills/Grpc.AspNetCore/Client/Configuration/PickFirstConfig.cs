namespace Grpc.Net.Client.Configuration;

/// <summary>All calls go to the first address that answers.</summary>
public sealed class PickFirstConfig() : LoadBalancingConfig(PickFirstPolicyName);
