using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>How long a request may take.</summary>
public class HttpTimeoutStrategyOptions : TimeoutStrategyOptions;
