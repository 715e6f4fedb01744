using Polly;
using Polly.Retry;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>How a request is tried again: three times by default, after about 2, 4 and 8 s with jitter, on transient faults.</summary>
public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
{
    private bool _shouldRetryAfterHeader;

    /// <inheritdoc cref="HttpRetryStrategyOptions" />
    public HttpRetryStrategyOptions()
    {
        ShouldHandle = args => new(HttpClientResiliencePredicates.IsTransient(args.Outcome, args.Context.CancellationToken));
        BackoffType = DelayBackoffType.Exponential;
        UseJitter = true;
        ShouldRetryAfterHeader = true;
    }

    /// <summary>Whether a response's <c>Retry-After</c> decides the delay; true by default. Replaces the delay generator.</summary>
    public bool ShouldRetryAfterHeader
    {
        get => _shouldRetryAfterHeader;
        set
        {
            _shouldRetryAfterHeader = value;
            DelayGenerator = value ? args => new(RetryAfter.Of(args.Outcome.Result, TimeProvider.System)) : null;
        }
    }
}
