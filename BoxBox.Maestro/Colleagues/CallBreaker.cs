using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Leaves a colleague alone who cannot be reached: opens for 5 s when of at least 5 calls within 30 s the half found nobody. One who answers,
/// whatever he answers, is not away.
/// </summary>
internal sealed class CallBreaker(TimeProvider time)
{
    internal const int MinimumThroughput = 5;
    internal static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    public ResiliencePipeline Pipeline { get; } = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = MinimumThroughput,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = BreakDuration,
            ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>()
                .Handle<RpcException>(e => e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded),
        })
        .Build();
}
