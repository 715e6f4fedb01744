using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>
/// The standard pipeline's strategies, from the outside in. The official package has a limiter of 1,000 concurrent
/// requests before them, which this implementation leaves out.
/// </summary>
public class HttpStandardResilienceOptions
{
    /// <summary>How long a request may take with all of its tries; 30 s by default.</summary>
    public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new() { Name = "Standard-TotalRequestTimeout", Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>How it is tried again.</summary>
    public HttpRetryStrategyOptions Retry { get; set; } = new() { Name = "Standard-Retry" };

    /// <summary>When it is refused because too many others failed.</summary>
    public HttpCircuitBreakerStrategyOptions CircuitBreaker { get; set; } = new() { Name = "Standard-CircuitBreaker" };

    /// <summary>How long each try may take; 10 s by default.</summary>
    public HttpTimeoutStrategyOptions AttemptTimeout { get; set; } = new() { Name = "Standard-AttemptTimeout", Timeout = TimeSpan.FromSeconds(10) };
}
