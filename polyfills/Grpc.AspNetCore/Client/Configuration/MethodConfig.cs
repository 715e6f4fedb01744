namespace Grpc.Net.Client.Configuration;

/// <summary>What holds for the named methods.</summary>
public sealed class MethodConfig : ConfigObject
{
    public MethodConfig()
    {
    }

    public RetryPolicy? RetryPolicy
    {
        get => Get<RetryPolicy>("retryPolicy");
        set => Set("retryPolicy", value);
    }

    public HedgingPolicy? HedgingPolicy
    {
        get => Get<HedgingPolicy>("hedgingPolicy");
        set => Set("hedgingPolicy", value);
    }

    public IList<MethodName> Names => List<MethodName>("name");
}
