using System.Net;
using Polly;
using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Which outcomes of a request may be better the next time.</summary>
public static class HttpClientResiliencePredicates
{
    /// <summary>A connection that failed, an attempt that timed out, and the statuses 408, 429 and 5xx.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        _ => false,
    };

    /// <summary>The same, and a connection that could not be made in time, unless the caller has given up.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken) =>
        IsTransient(outcome)
        || (outcome.Exception is OperationCanceledException { InnerException: TimeoutException } && !cancellationToken.IsCancellationRequested);
}
