using System.Text;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BoxBox.PaddockGateway.Limits;

internal static class LimitExtensions
{
    /// <summary>Adds what bounds a request: its size, its time, how many there may be, and which pages may make them.</summary>
    public static void AddLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<RequestLimits, RequestLimitsValidator>().BindConfiguration(RequestLimits.Section);
        services.AddOptionsWithValidateOnStart<RateLimits, RateLimitsValidator>().BindConfiguration(RateLimits.Section);
        services.AddOptionsWithValidateOnStart<CorsSettings, CorsSettingsValidator>().BindConfiguration(CorsSettings.Section);

        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimits>>((limiter, limits) => limits.Value.Apply(limiter));
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) => cors.AddDefaultPolicy(policy => Allow(policy, settings.Value)));
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<RequestLimits>>((timeouts, limits) => timeouts.DefaultPolicy = Answering(limits.Value));
        services.Configure<KestrelServerOptions>(Bound);
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseCors();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
    }

    private static void Allow(CorsPolicyBuilder policy, CorsSettings settings) => policy
        .WithOrigins(settings.AllowedOrigins)
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .AllowAnyHeader()
        .WithExposedHeaders("Location", "Retry-After");

    private static RequestTimeoutPolicy Answering(RequestLimits limits) => new()
    {
        Timeout = limits.Timeout,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = http => Problem.Later("The answer took too long.").ExecuteAsync(http),
    };

    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Every byte is a character of it, so that a header which is not ASCII gets as far as to whom can say so; none of ours may have others.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
    }
}
