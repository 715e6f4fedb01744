using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BoxBox.PaddockGateway.Limits;

/// <summary>What bounds a request: its size, its time, how many there may be, and which pages may make them.</summary>
internal static class LimitExtensions
{
    /// <summary>The policy for endpoints that are limited by <see cref="RateLimits"/>.</summary>
    public const string PerAddress = "per-address";

    public static void AddLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<RequestLimits, RequestLimitsValidator>().BindConfiguration(RequestLimits.Section);
        services.AddOptionsWithValidateOnStart<RateLimits, RateLimitsValidator>().BindConfiguration(RateLimits.Section);
        services.AddOptionsWithValidateOnStart<CorsSettings, CorsSettingsValidator>().BindConfiguration(CorsSettings.Section);

        services.AddRateLimiter(_ => { }).AddCors().AddRequestTimeouts();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimits>>((limiter, limits) => Limit(limiter, limits.Value));
        services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(settings.Value.AllowedOrigins)
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .AllowAnyHeader()
            .WithExposedHeaders("Location", "Retry-After")));
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<RequestLimits>>((timeouts, limits) => timeouts.DefaultPolicy = new()
        {
            Timeout = limits.Value.Timeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = http => Problem.Later("The answer took too long.").ExecuteAsync(http),
        });
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Every byte is a character of it, so that a header which is not ASCII gets as far as to whom can say so; none of ours may have others.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseCors();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
    }

    // Each address has a bucket of tokens that fills up again every second. In-process servers, as tests use, have no address.
    private static void Limit(RateLimiterOptions limiter, RateLimits limits)
    {
        limiter.AddPolicy(PerAddress, http => limits.RequestsPerSecond == 0
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress ?? IPAddress.None, _ => new()
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
        limiter.OnRejected = (rejected, _) => new ValueTask(Problem.TooManyRequests().ExecuteAsync(rejected.HttpContext));
    }
}
