using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>When and how often a failed call is made again. All of it has to be set.</summary>
public sealed class RetryPolicy : ConfigObject
{
    public RetryPolicy()
    {
    }

    /// <summary>The first attempt included; at least 2.</summary>
    public int? MaxAttempts
    {
        get => Get<int?>("maxAttempts");
        set => Set("maxAttempts", value);
    }

    /// <summary>The wait before attempt n + 1 is random, up to min(initial × multiplier^(n-1), max).</summary>
    public TimeSpan? InitialBackoff
    {
        get => Get<TimeSpan?>("initialBackoff");
        set => Set("initialBackoff", value);
    }

    public TimeSpan? MaxBackoff
    {
        get => Get<TimeSpan?>("maxBackoff");
        set => Set("maxBackoff", value);
    }

    public double? BackoffMultiplier
    {
        get => Get<double?>("backoffMultiplier");
        set => Set("backoffMultiplier", value);
    }

    /// <summary>At least one.</summary>
    public IList<StatusCode> RetryableStatusCodes => List<StatusCode>("retryableStatusCodes");
}
