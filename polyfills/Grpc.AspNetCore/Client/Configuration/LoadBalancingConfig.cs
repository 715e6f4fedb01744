namespace Grpc.Net.Client.Configuration;

/// <summary>How calls spread over addresses; a channel of this package has one address, which is "pick_first".</summary>
public class LoadBalancingConfig : ConfigObject
{
    public const string PickFirstPolicyName = "pick_first";
    public const string RoundRobinPolicyName = "round_robin";

    public LoadBalancingConfig(string loadBalancingPolicyName)
    {
        ArgumentNullException.ThrowIfNull(loadBalancingPolicyName);
        Inner[loadBalancingPolicyName] = new Dictionary<string, object>();
    }

    public string PolicyName => Inner.Keys.Single();
}
