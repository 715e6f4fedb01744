using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Durations that contradict each other; each strategy checks its own values when the pipeline is built.</summary>
internal sealed class HttpStandardResilienceOptionsValidator : IValidateOptions<HttpStandardResilienceOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpStandardResilienceOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.TotalRequestTimeout.Timeout < options.AttemptTimeout.Timeout)
            result.AddError($"TotalRequestTimeout ({options.TotalRequestTimeout.Timeout}) is shorter than AttemptTimeout ({options.AttemptTimeout.Timeout}).");
        if (options.CircuitBreaker.SamplingDuration < 2 * options.AttemptTimeout.Timeout)
            result.AddError($"CircuitBreaker.SamplingDuration ({options.CircuitBreaker.SamplingDuration}) is less than twice AttemptTimeout ({options.AttemptTimeout.Timeout}).");
        return result.Build();
    }
}
