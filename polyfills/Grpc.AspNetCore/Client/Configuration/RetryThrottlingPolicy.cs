namespace Grpc.Net.Client.Configuration;

/// <summary>A failed call costs a token, a good one earns <see cref="TokenRatio"/>; retries need more than half of <see cref="MaxTokens"/>.</summary>
public sealed class RetryThrottlingPolicy : ConfigObject
{
    public RetryThrottlingPolicy()
    {
    }

    public int? MaxTokens
    {
        get => Get<int?>("maxTokens");
        set => Set("maxTokens", value);
    }

    public double? TokenRatio
    {
        get => Get<double?>("tokenRatio");
        set => Set("tokenRatio", value);
    }
}
