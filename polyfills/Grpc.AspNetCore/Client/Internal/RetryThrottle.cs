using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>The tokens of a channel's retry throttling (gRFC A6): retries stop while at most half of them are left.</summary>
internal sealed class RetryThrottle
{
    private readonly Lock _gate = new();
    private readonly double _max;
    private readonly double _ratio;
    private double _tokens;

    private RetryThrottle(int max, double ratio)
    {
        _max = max;
        _ratio = ratio;
        _tokens = max;
    }

    public bool IsActive
    {
        get
        {
            lock (_gate) return _tokens <= _max / 2;
        }
    }

    public static RetryThrottle? Create(RetryThrottlingPolicy? policy)
    {
        if (policy is null) return null;
        if (policy.MaxTokens is not (> 0 and <= 1000)) throw new InvalidOperationException("Retry throttling needs MaxTokens between 1 and 1000.");
        if (policy.TokenRatio is not > 0) throw new InvalidOperationException("Retry throttling needs a TokenRatio above 0.");
        return new RetryThrottle(policy.MaxTokens.Value, policy.TokenRatio.Value);
    }

    public void Failed()
    {
        lock (_gate) _tokens = Math.Max(_tokens - 1, 0);
    }

    public void Succeeded()
    {
        lock (_gate) _tokens = Math.Min(_tokens + _ratio, _max);
    }
}
