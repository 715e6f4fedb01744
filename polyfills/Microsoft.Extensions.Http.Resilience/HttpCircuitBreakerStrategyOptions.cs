using Polly.CircuitBreaker;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>When requests are refused because too many failed; transient faults count as failures.</summary>
public class HttpCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<HttpResponseMessage>
{
    /// <summary>Polly's defaults, with transient HTTP faults as failures.</summary>
    public HttpCircuitBreakerStrategyOptions() =>
        ShouldHandle = args => new(HttpClientResiliencePredicates.IsTransient(args.Outcome, args.Context.CancellationToken));
}
