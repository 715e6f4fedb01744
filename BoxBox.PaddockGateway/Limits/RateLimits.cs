using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace BoxBox.PaddockGateway.Limits;

/// <summary>How many requests to <c>/v1</c> a client address may make; section <c>RateLimits</c>. A live stream is one request.</summary>
internal sealed class RateLimits
{
    public const string Section = "RateLimits";

    /// <summary>The policy for endpoints that are limited.</summary>
    public const string PerAddress = "per-address";

    /// <summary>Requests a second that an address may make for ever. 0 (no limit) to 1,000,000, default 5,000.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 5_000;

    /// <summary>Requests that an address which was quiet may make at once. 1 to 1,000,000, default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 10_000;

    /// <summary>Each address has a bucket of tokens that fills up again every second.</summary>
    public void Apply(RateLimiterOptions limiter)
    {
        // In-process servers, as tests use, have no address.
        limiter.AddPolicy(PerAddress, http => RequestsPerSecond == 0
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress ?? IPAddress.None, _ => Bucket()));
        limiter.OnRejected = (rejected, _) => new ValueTask(Problem.TooManyRequests().ExecuteAsync(rejected.HttpContext));
    }

    private TokenBucketRateLimiterOptions Bucket() => new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = true,
    };
}

[OptionsValidator]
internal sealed partial class RateLimitsValidator : IValidateOptions<RateLimits>;
