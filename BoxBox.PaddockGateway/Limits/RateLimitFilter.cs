using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using BoxBox.PaddockGateway.Problems;
using Microsoft.Extensions.Options;

namespace BoxBox.PaddockGateway.Limits;

/// <summary>
/// Counts the requests of each client address: a bucket of tokens that fills up again every second. Every answer says what is left, in the fields
/// <c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers-10).
/// </summary>
internal sealed class RateLimitFilter : IEndpointFilter, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly RateLimits _limits;
    private readonly PartitionedRateLimiter<IPAddress>? _limiter;

    public RateLimitFilter(IOptions<RateLimits> limits)
    {
        _limits = limits.Value;
        if (_limits.RequestsPerSecond > 0)
            _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket()));
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_limiter is null)
            return await next(context);

        // In-process servers, as tests use, have no address.
        var client = context.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        using var lease = _limiter.AttemptAcquire(client);
        var headers = context.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = $"\"client\";q={_limits.Burst};w={SecondsToFill}";
        headers["RateLimit"] = $"\"client\";r={_limiter.GetStatistics(client)?.CurrentAvailablePermits ?? 0};t={Period.TotalSeconds}";
        if (lease.IsAcquired)
            return await next(context);

        headers.RetryAfter = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.TooManyRequests();
    }

    public void Dispose() => _limiter?.Dispose();

    private int SecondsToFill => Math.Max(1, _limits.Burst / _limits.RequestsPerSecond);

    private TokenBucketRateLimiterOptions Bucket() => new()
    {
        TokenLimit = _limits.Burst,
        TokensPerPeriod = _limits.RequestsPerSecond,
        ReplenishmentPeriod = Period,
        AutoReplenishment = true,
    };
}
